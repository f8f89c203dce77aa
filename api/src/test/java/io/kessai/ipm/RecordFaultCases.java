package io.kessai.ipm;

import io.kessai.iso8583.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The table of {@link RecordFaultTableTest}: records, and what a person is told of each. Other
 * modules see what becomes of them.
 */
public final class RecordFaultCases {
    private static final String CORRECT = "; resolve by hand, or ask for a corrected record";
    private static final String LAYOUT = "; resolve by hand, or correct the layout";

    private RecordFaultCases() {}

    /** A record (the second of its file), and all that is told of it. */
    public record Case(String name, Bytes record, List<String> told) {

        /** The file it is the second record of: all of it balances. */
        public byte[] file() {
            return RecordFaultCases.file(record.toArray());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Case> all() {
        return Stream.of(elements(), structure(), subelements(), joined()).flatMap(List::stream);
    }

    private static List<Case> elements() {
        return List.of(
                of(
                        "a letter in an expiry date",
                        small().set(14, "2A12"),
                        "ELEMENT_CONTENT DE 14 contains a character that is no digit"
                                + at(57)
                                + CORRECT),
                of(
                        "a hyphen in a reference",
                        small().set(37, "61811200-123"),
                        "ELEMENT_CONTENT DE 37 contains a character that is no letter, digit or"
                                + " space"
                                + at(67)
                                + CORRECT),
                of(
                        "a control character in a name",
                        small().set(43, "SHOP\u0007"),
                        "ELEMENT_CONTENT DE 43 contains a character that cannot be printed"
                                + at(65)
                                + CORRECT),
                of(
                        "a card number of 12 digits",
                        small().set(2, "999900000000"),
                        "PAN_LENGTH DE 2 has fewer than 13 digits" + at(22) + CORRECT),
                of(
                        "a presentment without card number and currency",
                        IpmDraft.of("1240", 200)
                                .set(3, "000000")
                                .amount(4, 1234)
                                .set(71, "00000002"),
                        "ELEMENT_MISSING DE 2 is missing" + at(4) + CORRECT,
                        "ELEMENT_MISSING DE 49 is missing" + at(4) + CORRECT));
    }

    private static List<Case> structure() {
        IpmDraft withOriginator = small().set(94, "54321");
        return List.of(
                of(
                        "a bitmap whose first bit is clear",
                        changed(small(), record -> set(record, 4, record[4] & 0x7F)),
                        "FIRST_BIT_CLEAR bitmap has its first bit clear" + at(4) + CORRECT),
                of(
                        "bytes that no bit announces",
                        changed(small(), record -> Arrays.copyOf(record, record.length + 2)),
                        "BYTES_LEFT_OVER the record has bytes that its bitmap does not announce"
                                + at(70)
                                + CORRECT),
                of(
                        "an element that is not in the layout",
                        changed(small(), record -> set(record, 11, record[11] | 1)),
                        "ELEMENT_UNKNOWN DE 64 is not in the layout"
                                + at(62)
                                + "; add the data element to the layout, or ask for a corrected"
                                + " record"),
                of(
                        "a record that ends in an element",
                        changed(small(), record -> Arrays.copyOf(record, 67)),
                        "ELEMENT_CUT DE 71 is cut by the end of the record" + at(67) + CORRECT),
                of(
                        "a record that ends in a length",
                        changed(withOriginator, record -> Arrays.copyOf(record, 71)),
                        "ELEMENT_CUT DE 94 is cut by the end of the record" + at(71) + CORRECT),
                of(
                        "a length that is no number",
                        changed(withOriginator, record -> set(record, 71, 'X')),
                        "ELEMENT_LENGTH_UNREADABLE DE 94 has a length that is not 2 digits"
                                + at(70)
                                + CORRECT),
                of(
                        "a length over the layout's",
                        changed(withOriginator, record -> set(record, 70, '9')),
                        "ELEMENT_TOO_LONG DE 94 announces more than its 11 bytes"
                                + at(70)
                                + CORRECT));
    }

    private static List<Case> subelements() {
        return List.of(
                of(
                        "half a tag",
                        small().set(48, "0023003CT101"),
                        "PDS_CUT PDS text ends within a tag and length" + at(72) + CORRECT),
                of(
                        "a tag with a letter",
                        small().set(48, "0023003CT1O148004978 "),
                        "PDS_TAG_UNREADABLE PDS text has a tag of no digits" + at(72) + CORRECT),
                of(
                        "a length with a letter",
                        small().set(48, "002300ECT1"),
                        "PDS_LENGTH_UNREADABLE PDS text has a length of no digits"
                                + at(62)
                                + CORRECT),
                of(
                        "a PDS that overruns",
                        small().set(48, "0023004CT1"),
                        "PDS_OVERRUN PDS text announces more than the 3 characters left"
                                + at(62)
                                + CORRECT),
                of(
                        "a PDS that stands twice",
                        small().set(48, "0023003CT10023003CT2"),
                        "PDS_REPEATED PDS 0023 stands twice" + at(72) + CORRECT),
                of(
                        "a length that the layout does not have",
                        small().set(48, "0148005" + "97829"),
                        "PDS_LENGTH PDS 0148 has a length that is not in the layout"
                                + at(62)
                                + LAYOUT),
                of(
                        "an exponent of a letter",
                        small().set(48, "0148004" + "978A"),
                        "PDS_CONTENT PDS 0148 contains a character that is no digit"
                                + at(72)
                                + LAYOUT),
                of(
                        "a total without sign",
                        small().set(48, "0380016" + "0".repeat(16)),
                        "PDS_CONTENT PDS 0380 contains a character that is no digit, or no sign C or"
                                + " D before them"
                                + at(69)
                                + LAYOUT));
    }

    private static List<Case> joined() {
        return List.of(
                of(
                        "a PDS of DE 62 that overruns",
                        small().set(48, "0023003CT1").set(62, "01480099782"),
                        "PDS_OVERRUN PDS text announces more than the 4 characters left"
                                + at(78)
                                + CORRECT),
                of(
                        "a PDS of DE 48 that overruns DE 62",
                        small().set(48, "0023003CT101480").set(62, "099978"),
                        "PDS_OVERRUN PDS text announces more than the 4 characters left"
                                + at(72)
                                + CORRECT),
                of(
                        "a fault behind the seam",
                        small().set(48, "0023003CT101480").set(62, "04978A"),
                        "PDS_CONTENT PDS 0148 contains a character that is no digit"
                                + at(88)
                                + LAYOUT));
    }

    private static byte[] file(byte[] record) {
        return Samples.file(
                Samples.PLAIN,
                writer -> {
                    writer.begin(Samples.ID, ProcessingMode.PRODUCTION);
                    writer.writeRecord(record);
                    writer.write(
                            IpmDraft.of("1644", 695)
                                    .set(71, "00000003")
                                    .pds(105, Samples.ID.toString())
                                    .pds(301, "%016d".formatted(1234))
                                    .pds(306, "00000003"));
                });
    }

    /** 70 bytes: DE2 at 20, DE3 at 38, DE4 at 44, DE24 at 56, DE49 at 59, DE71 at 62. */
    private static IpmDraft small() {
        return IpmDraft.of("1240", 200)
                .set(2, "9999000000000012")
                .set(3, "000000")
                .amount(4, 1234)
                .set(49, "978")
                .set(71, "00000002");
    }

    private static Case of(String name, IpmDraft draft, String... told) {
        return of(name, encoded(draft), told);
    }

    private static Case of(String name, byte[] record, String... told) {
        return new Case(name, Bytes.of(record), List.of(told));
    }

    private static byte[] changed(IpmDraft draft, UnaryOperator<byte[]> change) {
        return change.apply(encoded(draft));
    }

    private static byte[] encoded(IpmDraft draft) {
        return new MessageEncoder(IpmLayout.standard(), IpmEncoding.ASCII).encode(draft);
    }

    private static byte[] set(byte[] record, int index, int content) {
        record[index] = (byte) content;
        return record;
    }

    private static String at(int offset) {
        return " (TEST.IPM, logical file 1, record 2 at byte 78, offset %d of the message)"
                .formatted(offset);
    }
}
