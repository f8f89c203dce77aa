package io.kessai.ipm;

import io.kessai.iso8583.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The table of {@link FileFaultTableTest}: files, and what a person is told of each. */
final class FileFaultCases {
    private static final String AGAIN = "; ask the sender for the whole file again";
    private static final String CORRECTED = "; ask the sender for a corrected file";
    private static final String OTHER_ID = "0012606300000000123400002";

    private FileFaultCases() {}

    /** A file, and all that is told of it. */
    record Case(String name, Bytes file, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> all() {
        return Stream.of(unreadable(), recordFaults(), envelopes(), totals(), harmless())
                .flatMap(List::stream);
    }

    private static List<Case> unreadable() {
        return List.of(
                of(
                        "nothing at all",
                        new byte[0],
                        "FILE_EMPTY the file has no records " + at(0, 0, 0) + AGAIN),
                of(
                        "a block of padding",
                        filled(1014, 0x40),
                        "FILE_EMPTY the file has no records " + at(0, 0, 0) + AGAIN),
                of(
                        "a text",
                        "Dear sirs, please find attached".getBytes(StandardCharsets.US_ASCII),
                        "FORMAT_UNKNOWN the file does not begin with a record "
                                + at(0, 0, 0)
                                + "; check that this is a Mastercard IPM file"),
                of(
                        "z/OS record descriptor words",
                        HexFormat.of().parseHex("00180000" + "31363434" + "00".repeat(16)),
                        "FORMAT_ZOS_RDW the file has z/OS record descriptor words "
                                + at(0, 0, 0)
                                + "; ask for the file with plain four-byte lengths or in blocks of"
                                + " 1014"),
                of(
                        "the Pre-Edit form",
                        HexFormat.of()
                                .parseHex(
                                        "F1".repeat(128)
                                                + "40000014"
                                                + "F1F6F4F4"
                                                + "00".repeat(16)),
                        "FORMAT_PRE_EDIT the file has the Pre-Edit form "
                                + at(0, 0, 0)
                                + "; ask for the file with plain four-byte lengths or in blocks of"
                                + " 1014"),
                of(
                        "a length that cannot be",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.writeBytes(ByteBuffer.allocate(4).putInt(6001).array());
                                }),
                        "RECORD_TOO_LONG the record's length is over 6000 bytes, or damaged "
                                + at(1, 2, 78)
                                + AGAIN),
                of(
                        "a file cut in a length",
                        cut(Samples.PLAIN, 78 + 2),
                        "FILE_ENDS_IN_LENGTH the file ends within a record's length "
                                + at(1, 2, 78)
                                + AGAIN),
                of(
                        "a file cut in a record",
                        cut(Samples.PLAIN, 78 + 100),
                        "FILE_ENDS_IN_RECORD the file ends within a record "
                                + at(1, 2, 78)
                                + AGAIN),
                of(
                        "two files in one",
                        twice(Samples.file(Samples.PLAIN, List.of())),
                        "DATA_AFTER_END data stands behind the record length of zero "
                                + at(1, 3, 193)
                                + "; ask the sender for one file that ends once"));
    }

    private static List<Case> recordFaults() {
        return List.of(
                of(
                        "a type that is no number",
                        around("12A0".getBytes(StandardCharsets.US_ASCII)),
                        "MTI_UNREADABLE the message type is not four digits "
                                + at(1, 2, 78)
                                + CORRECTED),
                of(
                        "a record that ends in its bitmap",
                        around("1240 bitmap".getBytes(StandardCharsets.US_ASCII)),
                        "AMOUNT_UNREADABLE the record ends in its bitmap "
                                + at(1, 2, 78)
                                + CORRECTED),
                of(
                        "an amount that is no number",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    byte[] record = writer.encode(numbered(2));
                                    record[20 + 18 + 6] = 'O';
                                    writer.writeRecord(record);
                                    end(writer, 3, 1234);
                                }),
                        "AMOUNT_UNREADABLE the amount (DE 4) cannot be read "
                                + at(1, 2, 78)
                                + CORRECTED));
    }

    private static List<Case> envelopes() {
        return List.of(
                of(
                        "no header",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.write(numbered(1));
                                    writer.write(numbered(2));
                                }),
                        "HEADER_MISSING the record stands outside header (1644/697) and trailer "
                                + at(0, 1, 0)
                                + CORRECTED),
                of(
                        "a trailer alone",
                        Samples.file(Samples.PLAIN, writer -> writer.end()),
                        "HEADER_MISSING a trailer (1644/695) stands without its header (1644/697) "
                                + at(0, 1, 0)
                                + CORRECTED),
                of(
                        "no trailer",
                        Samples.file(Samples.PLAIN, FileFaultCases::begin),
                        "TRAILER_MISSING the file ends without a trailer (1644/695) "
                                + at(1, 1, 0)
                                + AGAIN),
                of(
                        "a header in a file",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.begin(
                                            IpmFileId.parse(OTHER_ID).orElseThrow(),
                                            ProcessingMode.PRODUCTION);
                                    writer.end();
                                }),
                        "TRAILER_MISSING a header (1644/697) stands before the trailer of the file"
                                + " before it "
                                + at(2, 2, 78)
                                + AGAIN),
                of(
                        "a header without file id and mode",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.begin(IpmDraft.of("1644", 697));
                                    writer.end();
                                }),
                        "FILE_ID_UNREADABLE the header's file id (PDS 0105) is missing or has the"
                                + " wrong form "
                                + at(1, 1, 0)
                                + CORRECTED,
                        "PROCESSING_MODE_UNREADABLE the header's processing mode (PDS 0122) is not"
                                + " P or T "
                                + at(1, 1, 0)
                                + CORRECTED,
                        "FILE_ID_UNREADABLE the trailer's file id (PDS 0105) is missing or has the"
                                + " wrong form "
                                + at(1, 2, 35)
                                + CORRECTED),
                of(
                        "a trailer of another file",
                        trailer(
                                IpmDraft.of("1644", 695)
                                        .pds(105, OTHER_ID)
                                        .pds(301, "0".repeat(16))
                                        .pds(306, "00000002")),
                        "FILE_IDS_DIFFER the header has file id "
                                + Samples.ID
                                + " (PDS 0105), the trailer "
                                + OTHER_ID
                                + " "
                                + at(1, 2, 78)
                                + CORRECTED),
                of(
                        "the same logical file twice",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.end();
                                    begin(writer);
                                    writer.end();
                                }),
                        "FILE_ID_REPEATED file id "
                                + Samples.ID
                                + " (PDS 0105) stands in this file before "
                                + at(2, 3, 186)
                                + CORRECTED),
                of(
                        "a test file",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.begin(Samples.ID, ProcessingMode.TEST);
                                    writer.end();
                                }),
                        "PROCESSING_MODE_REFUSED a test file (PDS 0122) is not accepted here "
                                + at(1, 1, 0)
                                + "; deliver it to the environment it was made for"),
                of(
                        "a file that takes another back",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    writer.begin(
                                            IpmDraft.of("1644", 697)
                                                    .pds(26, "R260629")
                                                    .pds(105, Samples.ID.toString())
                                                    .pds(122, "P"));
                                    writer.end();
                                }),
                        "FILE_REVERSAL the file takes a whole earlier file back (PDS 0026) "
                                + at(1, 1, 0)
                                + "; decide with the network how the earlier file is taken back"));
    }

    private static List<Case> totals() {
        return List.of(
                of(
                        "a trailer without totals",
                        trailer(IpmDraft.of("1644", 695).pds(105, Samples.ID.toString())),
                        "COUNT_UNREADABLE the trailer's message count (PDS 0306) is missing or"
                                + " damaged "
                                + at(1, 2, 78)
                                + CORRECTED,
                        "AMOUNT_SUM_UNREADABLE the trailer's amount checksum (PDS 0301) is missing"
                                + " or damaged "
                                + at(1, 2, 78)
                                + CORRECTED),
                of(
                        "totals that are wrong",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.add(Samples.presentment());
                                    writer.end(4, 1235);
                                }),
                        "COUNT_WRONG the trailer tells 4 messages (PDS 0306) and there are 3 "
                                + at(1, 3, 626)
                                + CORRECTED,
                        "AMOUNT_SUM_WRONG the trailer tells the amount checksum 1235 (PDS 0301) and"
                                + " the amounts add up to 1234 "
                                + at(1, 3, 626)
                                + CORRECTED),
                of(
                        "message numbers that repeat and decrease",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.write(text(2));
                                    writer.write(text(2));
                                    writer.write(text(1));
                                    end(writer, 5, 0);
                                }),
                        "MESSAGE_NUMBER_REPEATED message number 2 (DE 71) stands twice "
                                + at(1, 3, 113)
                                + CORRECTED,
                        "MESSAGE_NUMBER_DECREASED message number 1 (DE 71) stands behind 2 "
                                + at(1, 4, 148)
                                + CORRECTED,
                        "warning MESSAGE_NUMBER_GAP message number 5 (DE 71) stands where 2 is"
                                + " next "
                                + at(1, 5, 183)));
    }

    private static List<Case> harmless() {
        IpmFormat blocked = new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40);
        return List.of(
                of("a whole file", Samples.file(blocked, List.of(Samples.presentment()))),
                of(
                        "a file without a terminator",
                        Samples.file(
                                Samples.PLAIN,
                                writer -> {
                                    begin(writer);
                                    writer.end();
                                    writer.omitTerminator();
                                }),
                        "warning TERMINATOR_MISSING the data ends without a record length of zero "
                                + at(1, 3, 186)),
                of(
                        "a file whose last block is cut",
                        cut(blocked, 1400),
                        "warning BLOCK_CUT the last block has fewer than 1014 bytes "
                                + at(1, 5, 1284)));
    }

    private static Case of(String name, byte[] file, String... told) {
        return new Case(name, Bytes.of(file), List.of(told));
    }

    private static String at(int logicalFile, int record, int offset) {
        return "(TEST.IPM, logical file %d, record %d at byte %d)"
                .formatted(logicalFile, record, offset);
    }

    private static void begin(IpmWriter writer) throws IOException {
        writer.begin(Samples.ID, ProcessingMode.PRODUCTION);
    }

    private static void end(IpmWriter writer, int messages, long sum) throws IOException {
        writer.write(
                IpmDraft.of("1644", 695)
                        .set(71, "%08d".formatted(messages))
                        .pds(105, Samples.ID.toString())
                        .pds(301, "%016d".formatted(sum))
                        .pds(306, "%08d".formatted(messages)));
    }

    private static IpmDraft numbered(int number) {
        return Samples.presentment().set(71, "%08d".formatted(number));
    }

    /** The shortest message there is: 31 bytes. */
    private static IpmDraft text(int number) {
        return IpmDraft.of("1644", 693).set(71, "%08d".formatted(number));
    }

    private static byte[] around(byte[] record) {
        return Samples.file(
                Samples.PLAIN,
                writer -> {
                    begin(writer);
                    writer.writeRecord(record);
                    end(writer, 3, 0);
                });
    }

    private static byte[] trailer(IpmDraft trailer) {
        return Samples.file(
                Samples.PLAIN,
                writer -> {
                    begin(writer);
                    writer.add(trailer);
                });
    }

    private static byte[] cut(IpmFormat format, int bytes) {
        return Arrays.copyOf(
                Samples.file(format, List.of(Samples.presentment(), Samples.presentment())), bytes);
    }

    private static byte[] twice(byte[] file) {
        byte[] both = Arrays.copyOf(file, 2 * file.length);
        System.arraycopy(file, 0, both, file.length, file.length);
        return both;
    }

    private static byte[] filled(int count, int content) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }
}
