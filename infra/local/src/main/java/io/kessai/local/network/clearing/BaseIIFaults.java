package io.kessai.local.network.clearing;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.baseii.BaseIITotals;
import io.kessai.baseii.BaseIITransaction;
import io.kessai.baseii.BaseIITransactionBuilder;
import io.kessai.baseii.BaseIIWriter;
import io.kessai.baseii.TransactionCode;
import io.kessai.local.network.SeededCards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Broken Visa files. */
final class BaseIIFaults {
    private static final int CUT = 60;
    private static final int LENGTH_OF_NO_RECORD = 160;

    private final BaseIIWriter writer;
    private final LogicalFileId id;
    private final List<ClearingItem> items;

    private BaseIIFaults(BaseIIWriter writer, LogicalFileId id, List<ClearingItem> items) {
        this.writer = writer;
        this.id = id;
        this.items = items;
    }

    static byte[] content(ClearingFault fault, LogicalFileId id, List<ClearingItem> items)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BaseIIWriter writer = new BaseIIWriter(out, BaseIIFraming.asciiLines());
        new BaseIIFaults(writer, id, items).write(fault);
        byte[] whole = out.toByteArray();
        return fault == ClearingFault.TRUNCATED ? Arrays.copyOf(whole, whole.length - CUT) : whole;
    }

    private void write(ClearingFault fault) throws IOException {
        if (fault != ClearingFault.MISSING_HEADER) {
            writer.header(BaseIIClearingWriter.header(id));
        }
        for (ClearingItem item : items) {
            writer.transaction(transaction(item));
        }
        if (fault == ClearingFault.BAD_LENGTH) {
            writer.raw("0500" + "9".repeat(LENGTH_OF_NO_RECORD - 4));
        }
        if (fault == ClearingFault.DAMAGED_RECORD) {
            writer.transaction(
                    BaseIITransactions.of(items.getFirst(), id.date())
                            .text("source-amount", "00000000X000")
                            .build(id.date()));
        }
        BaseIITotals batch = writer.batchTotals();
        switch (fault) {
            case BAD_COUNT -> writer.batchTrailer(plus(batch, 0, 1));
            case BAD_TOTAL -> writer.batchTrailer(plus(batch, 1, 0));
            default -> writer.batchTrailer();
        }
        if (fault == ClearingFault.OTHER_TRAILER) {
            otherTrailer();
        } else if (fault != ClearingFault.MISSING_TRAILER) {
            writer.fileTrailer();
        }
    }

    private BaseIITransaction transaction(ClearingItem item) {
        return BaseIITransactions.of(item, id.date()).build(id.date());
    }

    private void otherTrailer() throws IOException {
        BaseIITotals totals = writer.fileTotals();
        String centre =
                BaseIIClearingWriter.header(
                                new LogicalFileId(id.sender() + 1, id.date(), id.number(), false))
                        .centre();
        LocalDate date = id.date();
        writer.transaction(
                BaseIITransactionBuilder.of(TransactionCode.FILE_TRAILER)
                        .text("centre", centre)
                        .text(
                                "processing-date",
                                SeededCards.digits(
                                        date.getYear() % 100 * 1_000L + date.getDayOfYear(), 5))
                        .number("destination-total", totals.destinationAmount())
                        .number("monetary-count", totals.monetaryCount())
                        .number("batch-number", 1)
                        .number("tcr-count", totals.tcrCount())
                        .number("transaction-count", totals.transactionCount())
                        .number("source-total", totals.sourceAmount())
                        .build());
    }

    private static BaseIITotals plus(BaseIITotals totals, long amount, long count) {
        return new BaseIITotals(
                totals.destinationAmount(),
                totals.monetaryCount() + count,
                totals.tcrCount(),
                totals.transactionCount(),
                totals.sourceAmount() + amount);
    }
}
