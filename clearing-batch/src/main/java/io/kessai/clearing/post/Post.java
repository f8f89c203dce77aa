package io.kessai.clearing.post;

import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Books what {@code reconcile} found for a file: hold, balance, ledger and outcome of a record in
 * one transaction, a few hundred records at a time.
 *
 * <p>It can be killed anywhere and run again: a record with an outcome is left out, and its outcome
 * is written with everything else it does. Runners of different shards work at once; of two runners
 * of the same shard one is told to start its chunk again without what the other booked. A reversal
 * looks for what its presentment did, so the presentment's file is to be posted first.
 *
 * <p>Immutable; {@link #run} may be called by several threads.
 */
public final class Post {

    private static final String INSERT_NON_FINANCIAL =
            """
            insert into clearing_outcomes (file_id, number, outcome)
            select r.file_id, r.number, 'non_financial'
            from clearing_records r
            where r.file_id = ? and r.kind = 'non_financial'
            on conflict do nothing\
            """;

    private static final String PRESENTED_IN =
            """
            select min(m.presentment_file)
            from clearing_matches m
            where m.file_id = ?
              and m.presentment_file <> m.file_id
              and coalesce(m.account_id, 0) % ? = ?
              and (select o.number
                   from clearing_outcomes o
                   where o.file_id = m.presentment_file
                     and o.number = m.presentment_number) is null\
            """;

    /** Some ten milliseconds of work. */
    private static final int SHARED_CHUNK_RECORDS = 50;

    private final ConnectionSource connections;
    private final PostSettings settings;
    private final ToleranceRule tolerances;

    public Post(ConnectionSource connections, PostSettings settings, ToleranceRule tolerances) {
        this.connections = connections;
        this.settings = settings;
        this.tolerances = tolerances;
    }

    /**
     * Books what is left of a shard.
     *
     * @param pace of the calling thread; where the database is shared, chunks are small
     * @return what this run did
     * @throws IllegalArgumentException if the file is not accepted
     * @throws OperatingException STORE_BUSY if others were in the way too often; STEP_OUT_OF_ORDER,
     *     naming the file to post first, if it reverses a presentment that is not posted
     */
    public PostCounters run(long fileId, Shard shard, PostProgress progress, Pace pace)
            throws SQLException {
        try (Connection connection = connections.open()) {
            ClearingFile file = ClearingFile.find(connection, fileId);
            requirePresentmentsPosted(connection, fileId, shard);
            Attempts attempts = new Attempts(connection, settings.lockTimeout());
            return new Run(file, shard, attempts, progress, pace).all();
        }
    }

    /** Whether every record of the file has its outcome, whoever booked it. */
    public boolean isDone(long fileId) throws SQLException {
        try (Connection connection = connections.open()) {
            return ClearingFile.unposted(connection, fileId) == 0;
        }
    }

    /** Of the shard's accounts: a reversal is of the account of its presentment. */
    private static void requirePresentmentsPosted(Connection connection, long fileId, Shard shard)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRESENTED_IN)) {
            statement.setLong(1, fileId);
            statement.setInt(2, shard.count());
            statement.setInt(3, shard.index());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                if (first != 0) {
                    throw new OperatingException(
                            ErrorCode.STEP_OUT_OF_ORDER,
                            "file %d reverses presentments of file %d, which are not posted: post file %d first"
                                    .formatted(fileId, first, first));
                }
            }
        }
    }

    /** One run: where it is, and what it counted. */
    private final class Run {
        private final ClearingFile file;
        private final Attempts attempts;
        private final PostProgress progress;
        private final Pace pace;
        private final ChunkReader reader;
        private final boolean hasTheRest;
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final Map<ExceptionKind, Long> exceptions = new EnumMap<>(ExceptionKind.class);
        private long transactions;

        Run(ClearingFile file, Shard shard, Attempts attempts, PostProgress progress, Pace pace) {
            this.file = file;
            this.attempts = attempts;
            this.progress = progress;
            this.pace = pace;
            this.reader = new ChunkReader(file.id(), shard, tolerances);
            this.hasTheRest = shard.index() == 0;
        }

        PostCounters all() throws SQLException {
            if (hasTheRest) {
                nonFinancial();
                ofNobody();
            }
            ofAccounts();
            return new PostCounters(
                    outcomes,
                    exceptions,
                    transactions,
                    attempts.deadlocks(),
                    attempts.lockTimeouts(),
                    attempts.conflicts());
        }

        private void nonFinancial() throws SQLException {
            long records = attempts.run(this::insertNonFinancial);
            if (records > 0) {
                outcomes.merge(Outcome.NON_FINANCIAL, records, Long::sum);
                committed(records);
            }
        }

        private long insertNonFinancial(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(INSERT_NON_FINANCIAL)) {
                statement.setLong(1, file.id());
                return statement.executeUpdate();
            }
        }

        private void ofNobody() throws SQLException {
            int after = Integer.MIN_VALUE;
            while (true) {
                int position = after;
                Done done = attempts.run(c -> book(c, reader.ofNobody(c, position, chunk())));
                if (done.isEmpty()) {
                    return;
                }
                count(done);
                after = done.last().number();
            }
        }

        private void ofAccounts() throws SQLException {
            long afterAccount = Long.MIN_VALUE;
            int afterNumber = Integer.MIN_VALUE;
            while (true) {
                long account = afterAccount;
                int number = afterNumber;
                Done done =
                        attempts.run(c -> book(c, reader.ofAccounts(c, account, number, chunk())));
                if (done.isEmpty()) {
                    return;
                }
                count(done);
                afterAccount = done.last().accountId();
                afterNumber = done.last().number();
            }
        }

        private Done book(Connection connection, List<PendingRecord> chunk) throws SQLException {
            Done done = new Done(chunk);
            if (chunk.isEmpty()) {
                return done;
            }
            ChunkState state = new StandingReader(connection).read(chunk);
            ChunkWriter writer =
                    new ChunkWriter(
                            file, LedgerRows.allot(connection, file, "clearing", chunk.size()));
            for (PendingRecord record : chunk) {
                Booking booking =
                        PostingRules.book(record.sent(), record.found(), state.standing(record));
                state.apply(file.id(), record, booking);
                writer.add(record, booking);
                done.add(booking);
            }
            writer.write(connection);
            return done;
        }

        private void count(Done done) throws SQLException {
            done.outcomes.forEach((outcome, n) -> outcomes.merge(outcome, n, Long::sum));
            done.exceptions.forEach((kind, n) -> exceptions.merge(kind, n, Long::sum));
            committed(done.chunk.size());
        }

        private int chunk() throws SQLException {
            return pace.isShared()
                    ? Math.min(SHARED_CHUNK_RECORDS, settings.chunkRecords())
                    : settings.chunkRecords();
        }

        private void committed(long records) throws SQLException {
            transactions++;
            progress.committed(records);
            pace.rest();
        }
    }

    /** What one transaction did; counted only once it is committed. */
    private static final class Done {
        private final List<PendingRecord> chunk;
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final Map<ExceptionKind, Long> exceptions = new EnumMap<>(ExceptionKind.class);

        Done(List<PendingRecord> chunk) {
            this.chunk = chunk;
        }

        void add(Booking booking) {
            outcomes.merge(booking.outcome(), 1L, Long::sum);
            booking.raised().forEach(raised -> exceptions.merge(raised.kind(), 1L, Long::sum));
        }

        boolean isEmpty() {
            return chunk.isEmpty();
        }

        PendingRecord last() {
            return chunk.getLast();
        }
    }
}
