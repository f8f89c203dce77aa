package io.kessai.ipm;

import io.kessai.iso8583.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of {@link FileFaultTableTest}: files, and what a person is told of each. Other modules
 * see what becomes of them.
 */
public final class FileFaultCases {
    static final String AGAIN = "; ask the sender for the whole file again";
    static final String CORRECTED = "; ask the sender for a corrected file";

    private FileFaultCases() {}

    /** A file, and all that is told of it. */
    public record Case(String name, Bytes file, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Case> all() {
        Stream<Case> records =
                Stream.of(foreign(), cutShort(), recordFaults(), harmless()).flatMap(List::stream);
        return Stream.concat(records, EnvelopeFaultCases.all());
    }

    private static List<Case> foreign() {
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
                                + " 1014"));
    }

    private static List<Case> cutShort() {
        return List.of(
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

    static Case of(String name, byte[] file, String... told) {
        return new Case(name, Bytes.of(file), List.of(told));
    }

    static String at(int logicalFile, int record, int offset) {
        return "(TEST.IPM, logical file %d, record %d at byte %d)"
                .formatted(logicalFile, record, offset);
    }

    static void begin(IpmWriter writer) throws IOException {
        writer.begin(Samples.ID, ProcessingMode.PRODUCTION);
    }

    static void end(IpmWriter writer, int messages, long sum) throws IOException {
        writer.write(
                IpmDraft.of("1644", 695)
                        .set(71, "%08d".formatted(messages))
                        .pds(105, Samples.ID.toString())
                        .pds(301, "%016d".formatted(sum))
                        .pds(306, "%08d".formatted(messages)));
    }

    static IpmDraft numbered(int number) {
        return Samples.presentment().set(71, "%08d".formatted(number));
    }

    /** The shortest message there is: 31 bytes. */
    static IpmDraft text(int number) {
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
