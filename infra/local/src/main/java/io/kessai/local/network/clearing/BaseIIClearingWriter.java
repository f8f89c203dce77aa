package io.kessai.local.network.clearing;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.baseii.BaseIITransactionBuilder;
import io.kessai.baseii.BaseIIWriter;
import io.kessai.baseii.FileHeader;
import io.kessai.local.network.SeededCards;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Map;

/** Writes Visa BASE II, in batches. */
public final class BaseIIClearingWriter implements ClearingWriter {
    private static final int BUFFER = 1 << 16;
    private static final int TRANSACTIONS_A_BATCH = 500;
    private static final int CENTRES = 1_000_000;

    private final OutputStream out;
    private final BaseIIWriter writer;
    private SettledTotals totals = new SettledTotals();
    private LocalDate date = LocalDate.EPOCH;
    private long inBatch;
    private long records;

    private BaseIIClearingWriter(OutputStream out, BaseIIFraming framing) {
        this.out = out;
        this.writer = new BaseIIWriter(out, framing);
    }

    /** Starts a file; {@link #close} closes {@code out}. */
    public static BaseIIClearingWriter open(OutputStream out, BaseIIFraming framing) {
        return new BaseIIClearingWriter(new BufferedOutputStream(out, BUFFER), framing);
    }

    static FileHeader header(LogicalFileId id) {
        return new FileHeader(
                SeededCards.digits(id.sender() % CENTRES, 6),
                id.date(),
                id.isTest(),
                SeededCards.digits(id.number(), 3));
    }

    @Override
    public void begin(LogicalFileId id) throws IOException {
        date = id.date();
        totals = new SettledTotals();
        inBatch = 0;
        records++;
        writer.header(header(id));
    }

    @Override
    public long add(ClearingItem item) throws IOException {
        if (inBatch == TRANSACTIONS_A_BATCH) {
            endBatch();
        }
        totals.add(item, item.sums().billed(), item.sums().billingCurrency());
        write(BaseIITransactions.of(item, date));
        return records;
    }

    @Override
    public void end() throws IOException {
        for (Map.Entry<String, SettledTotals.Total> total : totals.byCurrency().entrySet()) {
            write(BaseIITransactions.totals(total.getKey(), total.getValue(), date));
        }
        endBatch();
        records++;
        writer.fileTrailer();
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void write(BaseIITransactionBuilder transaction) throws IOException {
        records++;
        inBatch++;
        writer.transaction(transaction.build(date));
    }

    private void endBatch() throws IOException {
        records++;
        inBatch = 0;
        writer.batchTrailer();
    }
}
