package io.kessai.local.proofs;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Tlv;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a chip and its terminal tell of a purchase (DE55): data objects, hex.
 *
 * @param counter the chip's transaction counter (tag 9F36), 0 to 65535
 */
record ChipData(int counter, String covered, String issuerData) {
    private static final String COUNTER = "9F36";
    private static final String ISSUER_DATA = "9F10";
    private static final String CRYPTOGRAM = "9F26";

    /** What a cryptogram covers, in its order (EMV Book 2, section 8.1.1). */
    private static final String[] COVERED = {
        "9F02", "9F03", "9F1A", "95", "5F2A", "9A", "9C", "9F37", "82", COUNTER
    };

    /**
     * A purchase in Japan.
     *
     * @param amount minor units
     * @param currency ISO 4217 numeric, three digits
     * @param date YYMMDD
     */
    static ChipData of(int counter, long amount, String currency, String date, String issuerData) {
        return new ChipData(
                counter,
                String.join(
                        "",
                        "%012d".formatted(amount),
                        "000000000000",
                        "0392",
                        "8000048000",
                        "0" + currency,
                        date,
                        "00",
                        "%08X".formatted(0x52BF_4585 ^ counter * 0x0101),
                        "1800",
                        "%04X".formatted(counter)),
                issuerData);
    }

    /** What DE55 tells; nothing where it is no whole data of a chip. */
    static Optional<ChipData> read(String hex) {
        return Tlv.parse(Bytes.ofHex(hex))
                .filter(chip -> Arrays.stream(COVERED).allMatch(tag -> chip.value(tag).isPresent()))
                .map(
                        chip ->
                                new ChipData(
                                        Integer.parseInt(value(chip, COUNTER), 16),
                                        Arrays.stream(COVERED)
                                                .map(tag -> value(chip, tag))
                                                .collect(Collectors.joining()),
                                        value(chip, ISSUER_DATA)));
    }

    /** The cryptogram that DE55 tells, 16 hex digits. */
    static String cryptogram(String hex) {
        return Tlv.parse(Bytes.ofHex(hex)).map(chip -> value(chip, CRYPTOGRAM)).orElse("");
    }

    /** DE55 with a cryptogram. */
    String with(String cryptogram) {
        StringBuilder objects = new StringBuilder();
        int[] digits = {12, 12, 4, 10, 4, 6, 2, 8, 4, 4};
        int from = 0;
        for (int i = 0; i < COVERED.length; i++) {
            objects.append(object(COVERED[i], covered.substring(from, from + digits[i])));
            from += digits[i];
        }
        return objects.append(object(ISSUER_DATA, issuerData))
                .append(object(CRYPTOGRAM, cryptogram))
                .append(object("9F27", "80"))
                .toString();
    }

    static String object(String tag, String value) {
        return tag + "%02X".formatted(value.length() / 2) + value;
    }

    private static String value(Tlv chip, String tag) {
        return chip.value(tag).map(Bytes::toHex).orElse("");
    }
}
