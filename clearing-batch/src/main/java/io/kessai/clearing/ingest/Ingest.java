package io.kessai.clearing.ingest;

import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.StepProgress;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks a received file whole, and accepts all of it or none.
 *
 * <p>Accepting is one transaction: the file's ids, every record, the network's own totals, and the
 * file's status. A file that is decided already is left as it is. Counters: {@code records} of an
 * accepted file, {@code refused} 1 for a refused one.
 */
public final class Ingest {
    private final Archive archive;
    private final FileReading reading;
    private final Connection connection;
    private final boolean acceptsTestFiles;
    private final LocalDate businessDate;
    private final Pace pace;

    /**
     * @param connection in autocommit
     * @param acceptsTestFiles never in production
     * @param businessDate of the run: the file's, from the decision on
     * @param pace of the copying
     */
    public Ingest(
            Archive archive,
            FileReading reading,
            Connection connection,
            boolean acceptsTestFiles,
            LocalDate businessDate,
            Pace pace) {
        this.archive = archive;
        this.reading = reading;
        this.connection = connection;
        this.acceptsTestFiles = acceptsTestFiles;
        this.businessDate = businessDate;
        this.pace = pace;
    }

    /**
     * @throws OperatingException {@code CLEARING_FILE_NOT_FOUND}; {@code FILE_STORE_UNAVAILABLE}
     *     when the archive fails
     */
    public Counters run(long file, StepProgress progress) throws SQLException {
        FileState state = new FileState(connection);
        FileState.Received received =
                state.find(file)
                        .orElseThrow(
                                () ->
                                        new OperatingException(
                                                ErrorCode.CLEARING_FILE_NOT_FOUND,
                                                "there is no clearing file " + file));
        if (!received.isUndecided()) {
            return new Counters();
        }
        try {
            FileContent content =
                    read(received, new Telling(RecordSink.NOWHERE, progress, 0, Pace.full()));
            List<Refusal> refusals = new ArrayList<>(content.refusals());
            own(content, state).ifPresent(refusals::add);
            if (!refusals.isEmpty()) {
                state.refuse(file, content.network(), businessDate, refusals);
                return new Counters().add("refused", 1);
            }
            return new Counters().add("records", accept(received, content, state, progress));
        } catch (IOException e) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE,
                    "cannot read %s from %s: %s".formatted(received.archiveKey(), archive, e),
                    e);
        }
    }

    private FileContent read(FileState.Received received, RecordSink sink)
            throws IOException, SQLException {
        try (InputStream in = archive.open(received.archiveKey())) {
            return reading.read(in, received.name(), received.sizeBytes(), sink);
        }
    }

    /** What the file itself cannot know. */
    private Optional<Refusal> own(FileContent content, FileState state) throws SQLException {
        if (content.hasTestFile() && !acceptsTestFiles) {
            return Optional.of(
                    new Refusal(
                            FileProblem.TEST_FILE.name(),
                            "the file is marked as a test; deliver it to a test environment"));
        }
        boolean isSound = content.refusals().isEmpty();
        Set<String> here = new HashSet<>();
        for (LogicalFile logical : content.logicalFiles()) {
            if (isSound && !logical.key().isEmpty() && !here.add(logical.key())) {
                return Optional.of(
                        new Refusal(
                                FileProblem.FILE_ID_REUSED.name(),
                                "logical file %d has the id %s, which one before it in this file has;"
                                                .formatted(logical.ordinal(), logical.key())
                                        + " ask the sender for a file with an id of its own"));
            }
            Optional<String> holder = state.holderOf(logical.key());
            if (holder.isPresent()) {
                return Optional.of(
                        new Refusal(
                                FileProblem.FILE_ID_REUSED.name(),
                                "logical file %d has the id %s, which %s had with other content; ask the"
                                                .formatted(
                                                        logical.ordinal(),
                                                        logical.key(),
                                                        holder.get())
                                        + " sender for a file with an id of its own"));
            }
        }
        return Optional.empty();
    }

    private long accept(
            FileState.Received received,
            FileContent content,
            FileState state,
            StepProgress progress)
            throws IOException, SQLException {
        connection.setAutoCommit(false);
        try (RecordCopy copy = new RecordCopy(connection, content.network(), received.id())) {
            read(received, new Telling(copy, progress, content.records(), pace));
            long records = copy.finish();
            state.accept(received.id(), content, businessDate);
            connection.commit();
            return records;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Tells how many records have gone by, and rests in between. */
    private static final class Telling implements RecordSink {
        private static final int EVERY = 4096;
        private static final int PIECE = 128;

        private final RecordSink sink;
        private final StepProgress progress;
        private final long total;
        private final Pace pace;
        private long records;

        Telling(RecordSink sink, StepProgress progress, long total, Pace pace) {
            this.sink = sink;
            this.progress = progress;
            this.total = total;
            this.pace = pace;
        }

        @Override
        public void record(Supplier<ClearingRecord> row) throws IOException, SQLException {
            sink.record(row);
            if (++records % EVERY == 0) {
                progress.at(records, total);
            }
            if (records % PIECE == 0) {
                pace.rest();
            }
        }

        @Override
        public void total(NetworkTotal line) throws IOException, SQLException {
            sink.total(line);
        }
    }
}
