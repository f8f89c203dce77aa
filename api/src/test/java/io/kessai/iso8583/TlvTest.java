package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parsed view of chip data. */
class TlvTest {

    @Test
    void objectsAreFoundByTheirTags() {
        Tlv tlv = tlv("9F2608 0102030405060708 9A03 260630 00 5A08 9999000000000012");
        assertEquals(List.of("9F26", "9A", "5A"), tlv.tags());
        assertEquals(Optional.of(Bytes.ofHex("260630")), tlv.value("9A"));
        assertEquals(Optional.empty(), tlv.value("95"));
        assertEquals("[9F26, 9A, 5A]", tlv.toString());
    }

    @Test
    void cardholderDataIsASecret() {
        Tlv tlv = tlv("5A08 9999000000000012 9A03 260630");
        assertThrows(IllegalArgumentException.class, () -> tlv.value("5A"));
        assertEquals(
                Optional.of("9999000000000012"),
                tlv.secret("5A").map((Secret s) -> s.reveal(PanAccess.get())));
    }

    @ParameterizedTest
    @CsvSource({
        // data,                                          what may be stored
        "'',                                              ''",
        "9A03260630,                                      9A03260630",
        "9A03260630 5A089999000000000012,                 9A03260630",
        "570899990000000000125F2003412F42 9F6B0299999A03260630, 9A03260630",
        "7011 9A03260630 5A0899990000000000129500,        7007 9A03260630 9500",
        "700C 770A 5A089999000000000012,                  7002 7700",
        "7003 9A0326 9500,                                9500",
        "00 9A03260630 0000,                              9A03260630",
    })
    void whatIsStoredHasNoCardholderDataOnAnyLevel(String data, String stored) {
        assertEquals(Bytes.ofHex(stored.replace(" ", "")), tlv(data).withoutCardholderData());
    }

    @Test
    void longTemplatesKeepTheirLength() {
        String filler = "9F10" + "8180" + "AB".repeat(128);
        String inner = filler + "5A089999000000000012";
        Tlv tlv = tlv("70" + "82008E" + inner);
        assertEquals("70" + "8184" + filler, tlv.withoutCardholderData().toHex());
    }

    @Test
    void templatesNestedTooDeeplyAreDropped() {
        StringBuilder nested = new StringBuilder("5A089999000000000012");
        for (int i = 0; i < 12; i++) {
            nested.insert(0, "70%02X".formatted(nested.length() / 2));
        }
        String stored = tlv(nested.toString()).withoutCardholderData().toHex();
        assertEquals(-1, stored.indexOf("9999"), stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9A", "9A0326", "9F", "9FFFFFFF01", "7080", "95 83000001 00", "9A82", "FF"})
    void brokenObjectsAreNoTlv(String hex) {
        assertEquals(Optional.empty(), Tlv.parse(Bytes.ofHex(hex.replace(" ", ""))));
    }

    private static Tlv tlv(String hex) {
        return Tlv.parse(Bytes.ofHex(hex.replace(" ", ""))).orElseThrow();
    }
}
