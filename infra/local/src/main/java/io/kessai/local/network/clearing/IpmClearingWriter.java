package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import io.kessai.ipm.IpmDraft;
import io.kessai.ipm.IpmFileId;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmWriter;
import io.kessai.ipm.ProcessingMode;
import io.kessai.local.network.SeededCards;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes Mastercard IPM. */
public final class IpmClearingWriter implements ClearingWriter {
    private static final int TOTALS = 688;
    private static final int ADDENDUM = 696;

    /** One in so many presentments has an addendum behind it. */
    private static final int PRESENTMENTS_AN_ADDENDUM = 10;

    private final IpmWriter writer;
    private SettledTotals totals = new SettledTotals();
    private IpmFileId fileId = fileId(new LogicalFileId(0, java.time.LocalDate.EPOCH, 1, false));
    private long messages;
    private long presentments;
    private long records;

    private IpmClearingWriter(IpmWriter writer) {
        this.writer = writer;
    }

    /** Starts a file; {@link #close} closes {@code out}. */
    public static IpmClearingWriter open(OutputStream out, IpmFormat format) {
        return new IpmClearingWriter(IpmWriter.open(out, format));
    }

    static IpmFileId fileId(LogicalFileId id) {
        return new IpmFileId(
                "001",
                id.date(),
                SeededCards.digits(id.sender(), 11),
                SeededCards.digits(id.number(), 5));
    }

    @Override
    public void begin(LogicalFileId id) throws IOException {
        fileId = fileId(id);
        totals = new SettledTotals();
        messages = 1;
        records++;
        writer.begin(fileId, id.isTest() ? ProcessingMode.TEST : ProcessingMode.PRODUCTION);
    }

    @Override
    public long add(ClearingItem item) throws IOException {
        long settled = item.sums().settled();
        totals.add(item, settled, item.sums().settlementCurrency());
        write(IpmMessages.of(item, fileId));
        long number = records;
        if (item.type() == ClearingItem.Type.PRESENTMENT
                && ++presentments % PRESENTMENTS_AN_ADDENDUM == 1) {
            write(
                    IpmDraft.of("1644", ADDENDUM)
                            .pds(501, "01000001" + SeededCards.digits(messages, 8)));
        }
        return number;
    }

    @Override
    public void end() throws IOException {
        for (Map.Entry<String, SettledTotals.Total> total : totals.byCurrency().entrySet()) {
            write(totals(total.getKey(), total.getValue()));
        }
        records++;
        writer.end();
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void write(IpmDraft draft) throws IOException {
        messages++;
        records++;
        writer.add(draft);
    }

    private IpmDraft totals(String currency, SettledTotals.Total total) {
        return IpmDraft.of("1644", TOTALS)
                .set(50, currency)
                .pds(159, IpmMessages.settlement(fileId.date()))
                .pds(300, fileId.toString())
                .pds(390, signed(Direction.DEBIT, total.debits()))
                .pds(391, signed(Direction.CREDIT, total.credits()))
                .pds(
                        394,
                        signed(
                                total.net() < 0 ? Direction.DEBIT : Direction.CREDIT,
                                Math.abs(total.net())))
                .pds(400, SeededCards.digits(total.debitCount(), 10))
                .pds(401, SeededCards.digits(total.creditCount(), 10))
                .pds(402, SeededCards.digits(total.count(), 10));
    }

    private static String signed(Direction direction, long amount) {
        return (direction == Direction.DEBIT ? "D" : "C") + SeededCards.digits(amount, 15);
    }
}
