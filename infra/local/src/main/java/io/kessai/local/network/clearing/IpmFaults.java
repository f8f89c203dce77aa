package io.kessai.local.network.clearing;

import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFileId;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.ipm.IpmWriter;
import io.kessai.local.network.SeededCards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Broken Mastercard files. */
final class IpmFaults {
    private static final IpmFormat FORMAT = new IpmFormat(IpmEncoding.ASCII, IpmFraming.VBS);

    /** The last length of zero, and some of the trailer. */
    private static final int CUT = 14;

    private static final int LENGTH_OF_NO_RECORD = 60_000;

    private final IpmWriter writer;
    private final IpmFileId id;
    private final LogicalFileId logicalId;
    private final List<ClearingItem> items;

    private IpmFaults(IpmWriter writer, LogicalFileId logicalId, List<ClearingItem> items) {
        this.writer = writer;
        this.id = IpmClearingWriter.fileId(logicalId);
        this.logicalId = logicalId;
        this.items = items;
    }

    static byte[] content(ClearingFault fault, LogicalFileId id, List<ClearingItem> items)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IpmWriter writer = IpmWriter.open(out, FORMAT)) {
            new IpmFaults(writer, id, items).write(fault);
        }
        byte[] whole = out.toByteArray();
        return fault == ClearingFault.TRUNCATED ? Arrays.copyOf(whole, whole.length - CUT) : whole;
    }

    private void write(ClearingFault fault) throws IOException {
        if (fault != ClearingFault.MISSING_HEADER) {
            writer.begin(header(fault));
        }
        for (ClearingItem item : items) {
            writer.add(IpmMessages.of(item, id));
        }
        switch (fault) {
            case BAD_LENGTH ->
                    writer.writeBytes(ByteBuffer.allocate(4).putInt(LENGTH_OF_NO_RECORD).array());
            case DAMAGED_RECORD ->
                    writer.writeRecord(writer.encode(numbered(1).set(4, "00000000X000")));
            case REPEATED_NUMBER -> writer.write(numbered(0));
            default -> {
                // Nothing stands between the records and the trailer.
            }
        }
        trailer(fault);
    }

    private IpmDraft header(ClearingFault fault) {
        IpmDraft header =
                IpmDraft.of("1644", 697)
                        .pds(105, id.toString())
                        .pds(122, logicalId.isTest() ? "T" : "P");
        return fault == ClearingFault.FILE_REVERSAL ? header.pds(26, "R") : header;
    }

    /** The first record again, numbered so many behind the last. */
    private IpmDraft numbered(int behind) {
        return IpmMessages.of(items.getFirst(), id)
                .set(71, SeededCards.digits(items.size() + 1L + behind, 8));
    }

    private void trailer(ClearingFault fault) throws IOException {
        long count = items.size() + 2L;
        long sum = items.stream().mapToLong(item -> item.sums().amount()).sum();
        switch (fault) {
            case MISSING_TRAILER -> {}
            case BAD_COUNT -> writer.end(count + 1, sum);
            case BAD_TOTAL -> writer.end(count, sum + 1);
            case OTHER_TRAILER ->
                    writer.add(
                            IpmDraft.of("1644", 695)
                                    .pds(105, other().toString())
                                    .pds(301, SeededCards.digits(sum, 16))
                                    .pds(306, SeededCards.digits(count, 8)));
            default -> writer.end();
        }
    }

    private IpmFileId other() {
        return IpmClearingWriter.fileId(
                new LogicalFileId(
                        logicalId.sender() + 1, logicalId.date(), logicalId.number(), false));
    }
}
