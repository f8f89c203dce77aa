package io.kessai.ipm;

import io.kessai.domain.RecordLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Says whether a file holds as a whole: envelopes, totals, message numbers, and no record that
 * cannot be counted.
 *
 * <p>It is fed with every record in order; then {@link #finish} tells. Between two files nothing is
 * kept: whether a file id was accepted before is the caller's to know. Memory grows with the number
 * of logical files only. Not thread-safe.
 */
public final class IpmFileCheck {
    private final String file;
    private final Set<ProcessingMode> accepted;
    private final FirstFew<FileFault> faults = new FirstFew<>();
    private final FirstFew<IpmWarning> warnings = new FirstFew<>();
    private final List<LogicalFile> logicalFiles = new ArrayList<>();
    private final Set<IpmFileId> ids = new HashSet<>();
    private Optional<LogicalFileTotals> current = Optional.empty();
    private Optional<RecordLocation> last = Optional.empty();
    private boolean isOutside;
    private boolean isBroken;
    private long records;
    private long damagedRecords;

    /**
     * @param file the name it was delivered under
     * @param accepted what may be booked here: test files are no production's business
     */
    public IpmFileCheck(String file, Set<ProcessingMode> accepted) {
        this.file = file;
        this.accepted = Set.copyOf(accepted);
    }

    /** Takes the next record. */
    public void accept(IpmRecord record) {
        records++;
        last = Optional.of(record.location());
        switch (record) {
            case IpmMessage message -> take(message);
            case DamagedRecord damaged -> take(damaged);
        }
    }

    /** What the file is, all records taken. */
    public IpmFileReport finish() {
        RecordLocation end = last.orElseGet(() -> new RecordLocation(file, 0, 0, 0));
        if (records == 0) {
            fault(FileRule.FILE_EMPTY, end, "the file has no records");
        }
        if (current.isPresent()) {
            if (!isBroken) {
                fault(FileRule.TRAILER_MISSING, end, "the file ends without a trailer (1644/695)");
            }
            close(OptionalLong.empty(), OptionalLong.empty());
        }
        return new IpmFileReport(
                List.copyOf(logicalFiles),
                faults.kept(),
                faults.count(),
                warnings.kept(),
                warnings.count(),
                records,
                damagedRecords);
    }

    private void take(DamagedRecord damaged) {
        damagedRecords++;
        for (IpmFault fault : damaged.faults()) {
            if (fault instanceof FileFault fatal) {
                faults.add(fatal);
            }
        }
        if (damaged.readable().isPresent()) {
            take(damaged.readable().get());
            if (damaged.isFatal()) {
                current.ifPresent(LogicalFileTotals::loseSum);
            }
        } else {
            isBroken = damaged.raw().length() == 0;
            current.ifPresent(LogicalFileTotals::countUnreadable);
        }
    }

    private void take(IpmMessage message) {
        MessageKind kind = message.kind();
        if (kind == MessageKind.FILE_HEADER) {
            begin(message);
        } else if (current.isEmpty()) {
            noteOutside(message, kind);
        } else {
            count(current.get(), message);
            if (kind == MessageKind.FILE_TRAILER) {
                end(current.get(), message);
            }
        }
    }

    private void begin(IpmMessage header) {
        if (current.isPresent()) {
            fault(
                    FileRule.TRAILER_MISSING,
                    header.location(),
                    "a header (1644/697) stands before the trailer of the file before it");
            close(OptionalLong.empty(), OptionalLong.empty());
        }
        isOutside = false;
        LogicalFileTotals totals = new LogicalFileTotals(header);
        current = Optional.of(totals);
        count(totals, header);
        checkHeader(header.additional(), header.location());
    }

    private void checkHeader(AdditionalData header, RecordLocation location) {
        Optional<IpmFileId> id = header.fileId();
        if (id.isEmpty()) {
            fault(
                    FileRule.FILE_ID_UNREADABLE,
                    location,
                    "the header's file id (PDS 0105) is missing or has the wrong form");
        } else if (!ids.add(id.get())) {
            fault(
                    FileRule.FILE_ID_REPEATED,
                    location,
                    "file id " + id.get() + " (PDS 0105) stands in this file before");
        }
        Optional<ProcessingMode> mode = header.processingMode();
        if (mode.isEmpty()) {
            fault(
                    FileRule.PROCESSING_MODE_UNREADABLE,
                    location,
                    "the header's processing mode (PDS 0122) is not P or T");
        } else if (!accepted.contains(mode.get())) {
            fault(
                    FileRule.PROCESSING_MODE_REFUSED,
                    location,
                    mode.get() == ProcessingMode.TEST
                            ? "a test file (PDS 0122) is not accepted here"
                            : "a production file (PDS 0122) is not accepted here");
        }
        if (header.isFileReversal()) {
            fault(
                    FileRule.FILE_REVERSAL,
                    location,
                    "the file takes a whole earlier file back (PDS 0026)");
        }
    }

    /** Only the first record of a run outside header and trailer is told. */
    private void noteOutside(IpmMessage message, MessageKind kind) {
        if (!isOutside) {
            fault(
                    FileRule.HEADER_MISSING,
                    message.location(),
                    kind == MessageKind.FILE_TRAILER
                            ? "a trailer (1644/695) stands without its header (1644/697)"
                            : "the record stands outside header (1644/697) and trailer");
        }
        isOutside = true;
    }

    private void count(LogicalFileTotals totals, IpmMessage message) {
        long expected = totals.expectedNumber();
        message.messageNumber().ifPresent(number -> checkNumber(expected, number, message));
        totals.count(message);
    }

    private void checkNumber(long expected, long number, IpmMessage message) {
        RecordLocation location = message.location();
        if (number == expected - 1) {
            fault(
                    FileRule.MESSAGE_NUMBER_REPEATED,
                    location,
                    "message number " + number + " (DE 71) stands twice");
        } else if (number < expected) {
            fault(
                    FileRule.MESSAGE_NUMBER_DECREASED,
                    location,
                    "message number %d (DE 71) stands behind %d".formatted(number, expected - 1));
        } else if (number > expected) {
            warnings.add(
                    new IpmWarning(
                            IpmWarning.Rule.MESSAGE_NUMBER_GAP,
                            location,
                            "message number %d (DE 71) stands where %d is next"
                                    .formatted(number, expected)));
        }
    }

    private void end(LogicalFileTotals totals, IpmMessage trailer) {
        RecordLocation location = trailer.location();
        AdditionalData told = trailer.additional();
        checkIds(totals.header().additional().fileId(), told.fileId(), location);
        OptionalLong messages = told.number(306);
        if (messages.isEmpty()) {
            fault(
                    FileRule.COUNT_UNREADABLE,
                    location,
                    "the trailer's message count (PDS 0306) is missing or damaged");
        } else if (messages.getAsLong() != totals.messages()) {
            fault(
                    FileRule.COUNT_WRONG,
                    location,
                    "the trailer tells %d messages (PDS 0306) and there are %d"
                            .formatted(messages.getAsLong(), totals.messages()));
        }
        OptionalLong sum = told.number(301);
        if (sum.isEmpty()) {
            fault(
                    FileRule.AMOUNT_SUM_UNREADABLE,
                    location,
                    "the trailer's amount checksum (PDS 0301) is missing or damaged");
        } else if (totals.isSumKnown() && sum.getAsLong() != totals.amountSum()) {
            fault(
                    FileRule.AMOUNT_SUM_WRONG,
                    location,
                    "the trailer tells the amount checksum %d (PDS 0301) and the amounts add up to %d"
                            .formatted(sum.getAsLong(), totals.amountSum()));
        }
        close(messages, sum);
    }

    private void checkIds(
            Optional<IpmFileId> header, Optional<IpmFileId> trailer, RecordLocation location) {
        if (trailer.isEmpty()) {
            fault(
                    FileRule.FILE_ID_UNREADABLE,
                    location,
                    "the trailer's file id (PDS 0105) is missing or has the wrong form");
        } else if (header.isPresent() && !header.equals(trailer)) {
            fault(
                    FileRule.FILE_IDS_DIFFER,
                    location,
                    "the header has file id %s (PDS 0105), the trailer %s"
                            .formatted(header.get(), trailer.get()));
        }
    }

    private void close(OptionalLong messages, OptionalLong sum) {
        current.ifPresent(totals -> logicalFiles.add(totals.ended(messages, sum)));
        current = Optional.empty();
    }

    private void fault(FileRule rule, RecordLocation location, String finding) {
        faults.add(new FileFault(rule, location, finding));
    }
}
