package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftwareKeysTest {
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "CARD_VALUE, 0123456789ABCDEFFEDCBA9876543210",
        "CARD_VALUE, 0123456789abcdeffedcba9876543210/08D7B4",
        "CRYPTOGRAM, 0123456789ABCDEFFEDCBA9876543210/08d7b4",
    })
    void a_key_is_hex_with_its_check_value_or_without(KeyUse use, String text) {
        SoftwareKeys keys = SoftwareKeys.parse(Map.of(use, text), PinBlockFormat.ISO_0);

        assertEquals("08D7B4", keys.des(use).checkValue());
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CARD_VALUE     | 0123456789ABCDEF                 | ISO_0 | the card-value key is not 16 bytes in hex
                    CAVV           | 0123456789ABCDEFFEDCBA987654321G | ISO_0 | the cavv key is not 16 bytes in hex
                    CRYPTOGRAM     | ''                               | ISO_0 | the cryptogram key is not 16 bytes in hex
                    PIN_ENCRYPTION | 0123456789ABCDEF                 | ISO_4 | the pin-encryption key is not 16, 24 or 32 bytes in hex
                    PIN_ENCRYPTION | 0123456789ABCDEFFEDCBA9876543210/08D7B4 | ISO_4 | the pin-encryption key does not have the check value beside it
                    CARD_VALUE     | 0123456789ABCDEFFEDCBA9876543210/08D7B5 | ISO_0 | the card-value key does not have the check value beside it
                    CARD_VALUE     | 0123456789ABCDEFFEDCBA9876543210/08D7B4/ | ISO_0 | the card-value key does not have the check value beside it
                    """)
    void a_wrong_key_is_named_and_not_shown(
            KeyUse use, String text, PinBlockFormat format, String told) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> SoftwareKeys.parse(Map.of(use, text), format));

        assertEquals(told, refused.getMessage());
    }

    @Test
    void a_network_may_have_a_zone_master_key_of_its_own() {
        Map<KeyUse, String> common = Map.of(KeyUse.ZONE_MASTER, ZoneSample.MASTER + "/76CDB5");
        Map<String, String> acme = Map.of("acme", ZoneSample.OTHER_MASTER + "/819DB1");
        SoftwareKeys keys = SoftwareKeys.parse(common, acme, PinBlockFormat.ISO_0);

        assertEquals("819DB1", keys.zoneMaster("acme").orElseThrow().checkValue());
        assertEquals("76CDB5", keys.zoneMaster("default").orElseThrow().checkValue());
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                SoftwareKeys.parse(
                                        Map.of(),
                                        Map.of("acme", ZoneSample.OTHER_MASTER + "/76CDB5"),
                                        PinBlockFormat.ISO_0));
        assertEquals(
                "the zone-masters.acme key does not have the check value beside it",
                refused.getMessage());
    }

    @Test
    void the_key_for_blocks_of_format_4_is_of_aes() {
        // FIPS 197, appendix B and C, have no block of zeros; AESAVS KAT of this key has.
        SoftwareKeys keys =
                SoftwareKeys.parse(
                        Map.of(KeyUse.PIN_ENCRYPTION, "00".repeat(32) + "/DC95C0"),
                        PinBlockFormat.ISO_4);

        assertEquals("DC95C0", keys.pinAes().checkValue());
        assertThrows(IllegalStateException.class, () -> keys.des(KeyUse.PIN_ENCRYPTION));
        assertThrows(IllegalStateException.class, () -> keys.des(KeyUse.CAVV));
    }

    @Test
    void keys_are_not_printed() {
        SoftwareKeys keys =
                SoftwareKeys.parse(Map.of(KeyUse.CARD_VALUE, KEY), PinBlockFormat.ISO_0);

        assertFalse(keys.toString().contains("0123"));
        assertFalse(keys.des(KeyUse.CARD_VALUE).toString().contains("0123"));
        assertThrows(IllegalStateException.class, keys::pinAes);
    }
}
