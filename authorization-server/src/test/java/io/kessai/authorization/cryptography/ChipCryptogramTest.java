package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.kessai.authorization.Table;
import io.kessai.domain.Pan;
import io.kessai.iso8583.Bytes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys, cryptograms and answers, with the vectors of pyemv, which an HSM made. Of Visa's version 17
 * there is none: its row was made with OpenSSL's triple DES.
 */
class ChipCryptogramTest {
    private static final String ISSUER_KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final DesKey ISSUER = DesKey.of(Hex.bytes(ISSUER_KEY));

    private static final String VECTORS =
            """
            # case    | chip   | 9F10                                 | told     | ARQC             | 91
            VISA_10   | VISA   | 06010A03A06010                       | 3030     | 29CCA15AE665FA2E | 28993816AFAE4AEB3030
            VISA_17   | VISA   | 06011103A00000                       | 3030     | FDFAFF4DB21A0E7B | 0D7EF2E04144B62A3030
            VISA_18   | VISA   | 06011203A0B800                       | 00000000 | 7A788EA6B8A3E733 | 9AF514C100000000
            M_CHIP_10 | M_CHIP | 0110A00003220000000000000000000000FF | 0010     | 24CCF3DEE3158C70 | 73F6BBF389A6586C0010
            M_CHIP_11 | M_CHIP | 0111A00003220000000000000000000322FF | 0010     | EAE8A620A75648D8 | 29CF11FBDB9CA6500010
            M_CHIP_14 | M_CHIP | 0114A00003220000000000000000000000FF | 0010     | CD29615D6452E70E | DFD0956606B68D640010
            M_CHIP_15 | M_CHIP | 0115A00003220000000000000000000322FF | 0010     | C30E54BE496CF5E5 | 4F51F9CC63CE8B3C0010
            """;

    static List<Table.Row> vectors() {
        return Table.parse(VECTORS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void a_right_cryptogram_is_answered(Table.Row row) {
        assertEquals(
                Optional.of(Bytes.ofHex(row.get("91"))),
                cryptography(row).authenticates(cryptogram(row, row.get("ARQC"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void one_bit_of_damage_anywhere_is_found(Table.Row row) {
        Cryptogram right = cryptogram(row, row.get("ARQC"));
        for (int bit = 0; bit < 64; bit++) {
            Cryptogram damaged = with(right, right.data(), flipped(right.arqc(), bit));
            assertEquals(Optional.empty(), cryptography(row).authenticates(damaged), "9F26 " + bit);
        }
        for (int bit = 0; bit < right.data().length() * 8; bit++) {
            Cryptogram damaged = with(right, flipped(right.data(), bit), right.arqc());
            assertEquals(Optional.empty(), cryptography(row).authenticates(damaged), "data " + bit);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_cryptogram_of_one_card_is_not_that_of_another(Table.Row row) {
        Cryptogram right = cryptogram(row, row.get("ARQC"));
        Pan other = Pan.of("1234567890123457").orElseThrow();
        Cryptogram ofOther =
                new Cryptogram(
                        other,
                        "00",
                        right.version(),
                        right.data(),
                        right.arqc(),
                        right.counter(),
                        right.unpredictable());

        assertEquals(Optional.empty(), cryptography(row).authenticates(ofOther));
    }

    @Test
    void there_is_a_vector_for_every_version() {
        assertEquals(
                Arrays.stream(CryptogramVersion.values()).map(Enum::name).toList(),
                vectors().stream().map(Table.Row::toString).toList());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "VISA, 06010A03A06010, VISA_10",
        "VISA, 06011103A06010, VISA_17",
        "VISA, 06011203A06010, VISA_18",
        "VISA, 06012203A06010, ''",
        "VISA, 0601, ''",
        "VISA, 0110A00003220000, ''",
        "M_CHIP, 0110A00003220000, M_CHIP_10",
        "M_CHIP, 0112A00003220000, ''",
        "M_CHIP, 01, ''",
        "M_CHIP, '', ''",
    })
    void the_issuer_data_names_its_version(
            CryptogramVersion.Application application, String issuerData, String version) {
        assertEquals(
                version,
                CryptogramVersion.of(application, Hex.bytes(issuerData))
                        .map(Enum::name)
                        .orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"9F02", "9F03", "9F1A", "95", "5F2A", "9A", "9C", "9F37", "82", "9F36"})
    void without_a_part_or_with_one_of_another_length_there_is_no_data(String tag) {
        byte[] issuerData = Hex.bytes("06010A03A06010");
        Chip without = Chip.visa().without(tag);
        Chip longer = Chip.visa().with(tag, "00112233445566");

        assertEquals(Optional.empty(), CryptogramVersion.VISA_10.data(without.tlv(), issuerData));
        assertEquals(Optional.empty(), CryptogramVersion.VISA_10.data(longer.tlv(), issuerData));
    }

    @ParameterizedTest(name = "{0} of {1}-{2}: {3}")
    @CsvSource({
        "OPTION_A, 9901234567890123, 45, 1DA5",
        "OPTION_A, 12345678901234567, 45, FF08",
        "OPTION_B, 1234567890123456, 00, BAB0",
        "OPTION_B, 12345678901234567, 45, 0BAF",
        "OPTION_B, 12345678901234567, 00, 4626",
        "OPTION_B, 123456789012345679, 00, C2F3",
        "OPTION_B, 000000000000000005, 23, DD73",
    })
    void the_key_of_a_card(
            ChipKeys.Derivation derivation, String pan, String sequence, String checkValue) {
        DesKey card = ChipKeys.ofCard(ISSUER, derivation, pan, sequence);

        assertEquals(checkValue, card.checkValue().substring(0, 4));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"001C000000000000, 22C8", "001C0000ABCDEF12, 2FD5"})
    void the_key_of_a_transaction(String diversifier, String checkValue) {
        DesKey card =
                ChipKeys.ofCard(ISSUER, ChipKeys.Derivation.OPTION_A, "1234567890123456", "00");

        assertEquals(
                checkValue,
                ChipKeys.ofTransaction(card, Hex.bytes(diversifier)).checkValue().substring(0, 4));
        assertNotEquals(card.checkValue(), ISSUER.checkValue());
    }

    private static SoftwareCryptography cryptography(Table.Row row) {
        String told = row.get("told");
        Map<KeyUse, String> keys = new EnumMap<>(KeyUse.class);
        keys.put(KeyUse.CRYPTOGRAM, ISSUER_KEY);
        return new SoftwareCryptography(
                SoftwareKeys.parse(keys, PinBlockFormat.ISO_0),
                new PinScheme(
                        PinMethod.PVV,
                        PinBlockFormat.ISO_0,
                        new PinOffset("0123456789012345", 0, 16, 'F')),
                ChipKeys.Derivation.OPTION_A,
                new ChipAnswer(
                        Bytes.ofHex(told.length() == 4 ? told : "0000"),
                        Bytes.ofHex(told.length() == 8 ? told : "00000000")));
    }

    private static Cryptogram cryptogram(Table.Row row, String arqc) {
        byte[] issuerData = Hex.bytes(row.get("9F10"));
        Chip chip = row.get("chip").equals("VISA") ? Chip.visa() : Chip.mChip();
        CryptogramVersion version =
                CryptogramVersion.of(
                                CryptogramVersion.Application.valueOf(row.get("chip")), issuerData)
                        .orElseThrow();
        return new Cryptogram(
                Pan.of("1234567890123456").orElseThrow(),
                "00",
                version,
                version.data(chip.tlv(), issuerData).orElseThrow(),
                Bytes.ofHex(arqc),
                chip.tlv().value("9F36").orElseThrow(),
                chip.tlv().value("9F37").orElseThrow());
    }

    private static Cryptogram with(Cryptogram right, Bytes data, Bytes arqc) {
        return new Cryptogram(
                right.pan(),
                right.sequence(),
                right.version(),
                data,
                arqc,
                right.counter(),
                right.unpredictable());
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        byte[] flipped = bytes.toArray();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.of(flipped);
    }
}
