package io.kessai.clearing.post;

import static io.kessai.clearing.books.Columns.Type.INT4;
import static io.kessai.clearing.books.Columns.Type.INT8;

import io.kessai.clearing.books.AccountLocks;
import io.kessai.clearing.books.Columns;
import io.kessai.clearing.post.PendingRecord.Presentment;
import io.kessai.domain.Hold;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Locks the accounts of a chunk and then reads how the books stand for its records. A constant
 * number of statements.
 */
final class StandingReader {

    /** Credits hold nothing, and a hold of another account is not this record's. */
    private static final String HOLDS =
            """
            select a.id, a.authorized, a.incremented, a.raised, a.lowered, a.reversed, a.cleared,
                   a.released, a.expired
            from authorizations a
            where a.id = any (?) and a.account_id = any (?) and a.direction = 'debit'\
            """;

    private static final String SEQUENCES =
            """
            select m.authorization_id, r.sequence_number
            from clearing_matches m
            cross join lateral (
                select *
                from clearing_records r
                where r.file_id = m.file_id
                  and r.number = m.number
                offset 0
            ) r
            where m.authorization_id = any (?)
              and (select o.outcome
                   from clearing_outcomes o
                   where o.file_id = m.file_id
                     and o.number = m.number) in ('matched', 'matched_with_difference')\
            """;

    /**
     * What a presentment, its reversals and its corrections did to the account, as the ledger has
     * it.
     */
    private static final String EFFECTS =
            """
            select k.file_id, k.number, k.account_id,
                   sum(case p.direction when 'credit' then p.amount else -p.amount end)
            from unnest(?::bigint[], ?::int[], ?::bigint[]) as k (file_id, number, account_id)
            cross join lateral (
                select o.ledger_transaction_id as id
                from clearing_outcomes o
                where o.file_id = k.file_id and o.number = k.number
                union all
                select (select o.ledger_transaction_id
                        from clearing_outcomes o
                        where o.file_id = m.file_id
                          and o.number = m.number)
                from clearing_matches m
                where m.presentment_file = k.file_id and m.presentment_number = k.number
                union all
                select c.ledger_transaction_id
                from clearing_exceptions e
                join clearing_checks c on c.exception_id = e.id
                where e.file_id = k.file_id and e.number = k.number
            ) t
            cross join lateral (
                select *
                from ledger_postings p
                where p.transaction_id = t.id
                  and p.account_id = k.account_id
                offset 0
            ) p
            group by k.file_id, k.number, k.account_id\
            """;

    private final Connection connection;

    StandingReader(Connection connection) {
        this.connection = connection;
    }

    /** Locks, then reads; the locks end with the transaction. */
    ChunkState read(List<PendingRecord> chunk) throws SQLException {
        Set<Long> accounts =
                chunk.stream()
                        .map(PendingRecord::accountId)
                        .filter(account -> account != 0)
                        .collect(Collectors.toCollection(TreeSet::new));
        ChunkState state = new ChunkState(AccountLocks.lock(connection, accounts));
        readHolds(state, ids(chunk, false), accounts);
        readSequences(state, ids(chunk, true));
        readEffects(state, presentments(chunk));
        return state;
    }

    private static long[] ids(List<PendingRecord> chunk, boolean onlyInSequence) {
        return chunk.stream()
                .filter(record -> record.authorizationId() != 0)
                .filter(record -> !onlyInSequence || record.sent().sequenceCount() > 1)
                .mapToLong(PendingRecord::authorizationId)
                .sorted()
                .distinct()
                .toArray();
    }

    private static Set<Presentment> presentments(List<PendingRecord> chunk) {
        return chunk.stream()
                .filter(record -> record.presentmentFile() != 0)
                .map(PendingRecord::presentment)
                .collect(Collectors.toSet());
    }

    private void readHolds(ChunkState state, long[] authorizations, Set<Long> accounts)
            throws SQLException {
        if (authorizations.length == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(HOLDS)) {
            statement.setObject(1, authorizations);
            statement.setObject(2, accounts.stream().mapToLong(Long::longValue).toArray());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    state.hold(row.getLong(1), hold(row));
                }
            }
        }
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }

    private void readSequences(ChunkState state, long[] authorizations) throws SQLException {
        if (authorizations.length == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(SEQUENCES)) {
            statement.setObject(1, authorizations);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    state.sequencePosted(row.getLong(1), row.getInt(2));
                }
            }
        }
    }

    private void readEffects(ChunkState state, Set<Presentment> presentments) throws SQLException {
        if (presentments.isEmpty()) {
            return;
        }
        Columns keys = new Columns(INT8, INT4, INT8);
        presentments.forEach(key -> keys.add(key.fileId(), key.number(), key.accountId()));
        try (PreparedStatement statement = connection.prepareStatement(EFFECTS)) {
            keys.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    state.effect(
                            new Presentment(row.getLong(1), row.getInt(2), row.getLong(3)),
                            row.getLong(4));
                }
            }
        }
    }
}
