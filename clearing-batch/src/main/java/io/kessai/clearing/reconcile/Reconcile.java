package io.kessai.clearing.reconcile;

import io.kessai.clearing.run.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Matches one shard of an accepted file: each of its records that moves money and has no match yet
 * gets exactly one row in {@code clearing_matches}. Nothing else is written and no account is
 * locked; doing it again changes nothing.
 *
 * <p>Loading and writing are set-based: a number of statements that does not depend on the number
 * of accounts, three ordered queries read over cursors and matches written by {@code COPY}. The
 * choice between them is the pure {@link Matcher}, not SQL: ties, pairing, the order of the levels
 * and what one record takes from another are stated once, in code that tables of examples specify,
 * and no plan has to be trusted with more than an index. Memory holds one account at a time.
 *
 * <p>A record belongs to shard {@code account % shards}; shard 0 also has those without an account.
 * Shards of one file may run at the same time. Files are reconciled one after another: what is a
 * duplicate depends on the matches of the files before.
 *
 * <p>Not available yet: the transaction link id, which authorizations do not store, is no key of
 * level 1; a token PAN is not known to stand for its funding PAN.
 */
public final class Reconcile {
    private static final int PIECE = 256;

    private final ReconcileSettings settings;
    private final Pace pace;

    /**
     * @param pace of the calling thread
     */
    public Reconcile(ReconcileSettings settings, Pace pace) {
        this.settings = settings;
        this.pace = pace;
    }

    /**
     * In one transaction of its own.
     *
     * @param connection outside a transaction, as kessai_batch with the right to create temporary
     *     tables; left with its auto-commit as it was
     * @throws IllegalArgumentException if there is no such accepted file, or no such shard
     */
    public ReconcileResult match(Connection connection, long fileId, int shard, int shards)
            throws SQLException {
        if (shards < 1 || shard < 0 || shard >= shards) {
            throw new IllegalArgumentException("no shard %d/%d".formatted(shard, shards));
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        boolean isDone = false;
        try {
            ReconcileResult result = matchInTransaction(connection, fileId, shard, shards);
            connection.commit();
            isDone = true;
            return result;
        } finally {
            if (!isDone) {
                connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
        }
    }

    private ReconcileResult matchInTransaction(
            Connection connection, long fileId, int shard, int shards) throws SQLException {
        FileSet set =
                FileSet.of(connection, fileId, settings)
                        .orElseThrow(
                                () -> new IllegalArgumentException("no accepted file " + fileId));
        set.collect(fileId, shard, shards, pace);
        Matcher matcher = new Matcher(settings);
        MatchWriter writer = new MatchWriter(connection);
        try (GroupedCursor<RecordFacts> records = set.records();
                GroupedCursor<Candidate> candidates = set.candidates();
                GroupedCursor<EarlierRecord> earlier = set.earlier()) {
            Optional<GroupKey> key = records.next();
            int piece = 0;
            while (key.isPresent()) {
                AccountRows rows = FileSet.read(key.get(), records, candidates, earlier);
                writer.write(matcher.match(rows));
                piece += rows.records().size();
                if (piece >= PIECE) {
                    pace.rest();
                    piece = 0;
                }
                key = records.next();
            }
        }
        writer.flush();
        return new ReconcileResult(fileId, shard, shards, writer.byVerdict(), writer.byLevel());
    }
}
