package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How records lie in a file: blocks, fillers, tails, and how each is told from the others. */
class IpmFramingTest {
    private static final int HEADER_AND_TRAILER = 78 + 108;

    @ParameterizedTest
    @EnumSource(IpmFraming.class)
    void aRecordMayStraddleABlockAtEveryOffset(IpmFraming framing) {
        for (IpmEncoding encoding : IpmEncoding.values()) {
            IpmFormat format = new IpmFormat(encoding, framing);
            IntStream.rangeClosed(0, 999)
                    .filter(length -> length < 20 || length > 770)
                    .forEach(length -> assertRead(format, length));
        }
    }

    /** One text of {@code length} before the presentment moves it over the block's boundary. */
    private static void assertRead(IpmFormat format, int length) {
        byte[] file =
                Samples.file(
                        format,
                        List.of(text(length), Samples.presentment(), Samples.presentment()));
        IpmReader reader = Samples.reader(file);
        List<IpmRecord> records = Samples.records(reader);
        assertEquals(5, records.size(), format + " " + length);
        records.forEach(r -> assertInstanceOf(IpmMessage.class, r, format + " " + length));
        assertEquals(List.of(), reader.warnings());
        long start = 78L + 38 + length;
        boolean isMoved = format.framing().isBlocked();
        assertEquals(
                isMoved ? start / 1012 * 1014 + start % 1012 : start,
                records.get(2).location().byteOffset());
    }

    @Test
    void blocksAreToldFromPlainRecordsWithoutTheSize() {
        for (IpmFraming framing : IpmFraming.values()) {
            IpmFormat format = new IpmFormat(IpmEncoding.EBCDIC, framing);
            byte[] file = Samples.file(format, Collections.nCopies(20, Samples.presentment()));
            IpmReader reader = Samples.reader(file, IpmOptions.standard());
            assertEquals(Optional.of(format), reader.format());
        }
    }

    @Test
    void aWholeBlockOfPaddingMayFollow() {
        for (int filler : List.of(0x00, 0x40)) {
            byte[] file =
                    Samples.file(
                            new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_40),
                            List.of(Samples.presentment(), Samples.presentment()));
            byte[] longer = Arrays.copyOf(file, file.length + 1014);
            Arrays.fill(longer, file.length, longer.length, (byte) filler);
            IpmReader reader = Samples.reader(longer);
            assertEquals(4, Samples.records(reader).size());
            assertEquals(List.of(), reader.warnings());
        }
    }

    @Test
    void paddingOf40EndsBlocksWithoutATerminator() {
        byte[] file =
                Samples.file(
                        new IpmFormat(IpmEncoding.ASCII, IpmFraming.BLOCKED_40),
                        writer -> {
                            writer.begin(Samples.ID, ProcessingMode.PRODUCTION);
                            writer.add(text(900));
                            writer.add(text(900));
                            writer.end();
                            writer.omitTerminator();
                        });
        IpmReader reader = Samples.reader(file);
        assertEquals(4, Samples.records(reader).size());
        assertEquals(
                List.of(IpmWarning.Rule.TERMINATOR_MISSING),
                reader.warnings().stream().map(IpmWarning::rule).toList());
    }

    @Test
    void aBlockThatIsExactlyFullIsRead() {
        IpmFormat format = new IpmFormat(IpmEncoding.ASCII, IpmFraming.BLOCKED_40);
        int full = 1012 - HEADER_AND_TRAILER - 4 - 38;
        byte[] file = Samples.file(format, List.of(text(full)));
        assertEquals(1014, file.length);
        assertEquals(3, Samples.records(Samples.reader(file)).size());
    }

    @Test
    void severalLogicalFilesAreCounted() {
        byte[] file =
                Samples.file(
                        new IpmFormat(IpmEncoding.EBCDIC, IpmFraming.BLOCKED_00),
                        writer -> {
                            for (int i = 1; i <= 3; i++) {
                                String id = "00126063000000001234%05d".formatted(i);
                                writer.begin(
                                        IpmFileId.parse(id).orElseThrow(), ProcessingMode.TEST);
                                writer.add(Samples.presentment());
                                writer.end();
                            }
                        });
        List<IpmRecord> records = Samples.records(Samples.reader(file));
        assertEquals(
                List.of(1, 1, 1, 2, 2, 2, 3, 3, 3),
                records.stream().map(r -> r.location().logicalFile()).toList());
        IpmFileCheck check = new IpmFileCheck(Samples.NAME, Set.of(ProcessingMode.TEST));
        records.forEach(check::accept);
        IpmFileReport report = check.finish();
        assertEquals(List.of(), report.faults());
        assertEquals(3, report.logicalFiles().size());
        assertEquals(9, report.records());
    }

    @Test
    void theLongestRecordIsConfigured() {
        byte[] file = Samples.file(Samples.PLAIN, List.of(Samples.presentment()));
        IpmOptions options = IpmOptions.standard().withRecordLengthMax(500);
        List<IpmRecord> records = Samples.records(Samples.reader(file, options));
        DamagedRecord last = assertInstanceOf(DamagedRecord.class, records.get(1));
        assertEquals(FileRule.RECORD_TOO_LONG, ((FileFault) last.faults().getFirst()).rule());
    }

    /** A member message of 34 + {@code length} bytes. */
    private static IpmDraft text(int length) {
        return IpmDraft.of("1644", 693).set(72, "x".repeat(length));
    }
}
