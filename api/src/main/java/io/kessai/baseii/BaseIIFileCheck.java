package io.kessai.baseii;

import static io.kessai.baseii.BaseIIFaultType.*;

import io.kessai.baseii.BaseIIOptions.EnvelopeCheck;
import io.kessai.domain.RecordLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a physical file against its own envelope: is fed every record in order, then asked.
 *
 * <p>Holds counters, a line per logical file and at most the first 100 fatal faults. Pure; not
 * thread-safe.
 */
public final class BaseIIFileCheck {
    private static final int FAULTS_MAX = 100;

    private final BaseIIOptions options;
    private final Tally batch;
    private final List<BaseIILogicalFile> files = new ArrayList<>();
    private final List<BaseIIFault> fatal = new ArrayList<>();
    private long fatalCount;
    private long allRecords;
    private long allDamaged;
    private RecordLocation last;

    // The logical file being read.
    private boolean isOpen;
    private RecordLocation start;
    private Optional<FileHeader> header = Optional.empty();
    private BaseIITotals closed = BaseIITotals.ZERO;
    private int batches;
    private long records;
    private long damaged;

    /**
     * @param fileName what faults call a file without any record
     */
    public BaseIIFileCheck(String fileName, BaseIIOptions options) {
        this.options = options;
        this.batch = new Tally(options);
        this.last = new RecordLocation(fileName, 0, 0, 0);
        this.start = last;
    }

    /** Takes the next record of the file. */
    public void accept(BaseIIRecord record) {
        last = record.location();
        allRecords++;
        switch (record) {
            case BaseIITransaction transaction -> take(transaction, false);
            case BaseIIDamaged piece -> {
                allDamaged++;
                piece.faults().stream().filter(f -> f.type().isFatal()).forEach(this::report);
                piece.readable()
                        .ifPresentOrElse(
                                transaction -> take(transaction, true),
                                () -> takeUnreadable(piece));
            }
        }
    }

    /** The result, after the last record; asked once. */
    public BaseIIFileSummary finish() {
        if (allRecords == 0) {
            report(fault(NO_RECORDS, "the file", "has no records"));
        }
        if (isOpen) {
            report(fault(FILE_TRAILER_MISSING, "the file", "ends without a file trailer (TC 92)"));
            close(Optional.empty());
        }
        return new BaseIIFileSummary(files, fatal, fatalCount, allRecords, allDamaged);
    }

    private void take(BaseIITransaction transaction, boolean isDamaged) {
        TransactionCode code = transaction.code();
        if (code.equals(TransactionCode.FILE_HEADER)) {
            open(transaction);
        } else {
            demandHeader();
        }
        count(isDamaged);
        if (code.equals(TransactionCode.BATCH_TRAILER)) {
            closeBatch(transaction);
        } else if (code.equals(TransactionCode.FILE_TRAILER)) {
            closeFile(transaction);
        } else if (!code.equals(TransactionCode.FILE_HEADER)) {
            batch.add(transaction);
        }
    }

    private void takeUnreadable(BaseIIDamaged piece) {
        demandHeader();
        count(true);
        batch.addUnreadable(piece.tcrCount());
    }

    private void count(boolean isDamaged) {
        records++;
        damaged += isDamaged ? 1 : 0;
    }

    private void open(BaseIITransaction transaction) {
        if (isOpen) {
            report(
                    fault(
                            HEADER_INSIDE_FILE,
                            "the file header (TC 90)",
                            "stands before the file trailer (TC 92) of the file begun at record "
                                    + start.number()));
            close(Optional.empty());
        }
        start();
        header = transaction.header();
    }

    private void demandHeader() {
        if (!isOpen) {
            report(fault(HEADER_MISSING, "the record", "stands behind no file header (TC 90)"));
            start();
        }
    }

    private void start() {
        isOpen = true;
        start = last;
    }

    private void closeBatch(BaseIITransaction transaction) {
        batches++;
        BaseIITotals counted = batch.totals().withTrailer();
        transaction.trailer().ifPresent(claimed -> compare(transaction.code(), claimed, counted));
        closed = closed.plus(counted);
        batch.reset();
    }

    private void closeFile(BaseIITransaction transaction) {
        if (!batch.isEmpty()) {
            report(
                    fault(
                            BATCH_TRAILER_MISSING,
                            "the file trailer (TC 92)",
                            "stands behind records that no batch trailer (TC 91) closes"));
            closed = closed.plus(batch.totals());
        }
        Optional<BaseIITrailer> trailer = transaction.trailer();
        trailer.ifPresent(
                claimed -> {
                    compare(transaction.code(), claimed, closed.withTrailer());
                    compare(
                            EnvelopeCheck.BATCH_COUNT,
                            transaction.code(),
                            claimed.batchNumber(),
                            batches);
                });
        close(trailer.map(BaseIITrailer::totals));
    }

    private void close(Optional<BaseIITotals> claimed) {
        files.add(
                new BaseIILogicalFile(
                        start, header, batches, closed.withTrailer(), claimed, records, damaged));
        isOpen = false;
        header = Optional.empty();
        closed = BaseIITotals.ZERO;
        batches = 0;
        records = 0;
        damaged = 0;
        batch.reset();
    }

    private void compare(TransactionCode code, BaseIITrailer trailer, BaseIITotals counted) {
        BaseIITotals said = trailer.totals();
        compare(
                EnvelopeCheck.DESTINATION_TOTAL,
                code,
                said.destinationAmount(),
                counted.destinationAmount());
        compare(EnvelopeCheck.MONETARY_COUNT, code, said.monetaryCount(), counted.monetaryCount());
        compare(EnvelopeCheck.TCR_COUNT, code, said.tcrCount(), counted.tcrCount());
        compare(
                EnvelopeCheck.TRANSACTION_COUNT,
                code,
                said.transactionCount(),
                counted.transactionCount());
        compare(EnvelopeCheck.SOURCE_TOTAL, code, said.sourceAmount(), counted.sourceAmount());
        compareCentre(code, trailer.centre());
    }

    private void compare(EnvelopeCheck check, TransactionCode code, long said, long counted) {
        if (said != counted && options.enforced().contains(check)) {
            report(
                    fault(
                            TOTAL_DIFFERS,
                            place(check, code),
                            "says %d, the file has %d".formatted(said, counted)));
        }
    }

    private void compareCentre(TransactionCode code, String centre) {
        boolean isOther =
                header.isPresent()
                        && !centre.isBlank()
                        && !centre.equals("000000")
                        && !centre.equals(header.get().centre());
        if (isOther && options.enforced().contains(EnvelopeCheck.CENTRE)) {
            report(
                    fault(
                            TRAILER_OF_ANOTHER_FILE,
                            place(EnvelopeCheck.CENTRE, code),
                            "is not the centre of the file header"));
        }
    }

    private static String place(EnvelopeCheck check, TransactionCode code) {
        KnownField known =
                switch (check) {
                    case DESTINATION_TOTAL -> KnownField.DESTINATION_TOTAL;
                    case MONETARY_COUNT -> KnownField.MONETARY_COUNT;
                    case TCR_COUNT -> KnownField.TCR_COUNT;
                    case TRANSACTION_COUNT -> KnownField.TRANSACTION_COUNT;
                    case SOURCE_TOTAL -> KnownField.SOURCE_TOTAL;
                    case BATCH_COUNT -> KnownField.BATCH_NUMBER;
                    case CENTRE -> KnownField.CENTRE;
                };
        LayoutField field = Layout.of(code).field(known);
        return "TC %s positions %d-%d (%s)"
                .formatted(code, field.from() + 1, field.to(), field.name());
    }

    private BaseIIFault fault(BaseIIFaultType type, String place, String rule) {
        return BaseIIFault.of(type, last, place, rule);
    }

    private void report(BaseIIFault fault) {
        fatalCount++;
        if (fatal.size() < FAULTS_MAX) {
            fatal.add(fault);
        }
    }
}
