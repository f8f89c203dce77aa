package io.kessai.authorization.card;

import io.kessai.domain.Adjustment;
import io.kessai.domain.PostingLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Writes ledger transactions and moves the posted balance with them, within the caller's
 * transaction, which holds the account's lock.
 */
@ApplicationScoped
class Ledger {
    private static final String INSERT_TRANSACTION =
            """
            insert into ledger_transactions (booked_on, kind, natural_key, reason)
            values (?, ?, ?, ?)
            returning id
            """;

    /** All lines in one statement: a trigger refuses what does not sum to zero. */
    private static final String INSERT_POSTINGS =
            """
            insert into ledger_postings
                (transaction_id, line, account_id, ledger_account, direction, amount, currency)
            select
                ?, line, case when ledger_account = 'cardholder' then ?::bigint end,
                ledger_account, direction, amount, currency
            from unnest(?::text[], ?::text[], ?::bigint[], ?::smallint[]) with ordinality
                as lines (ledger_account, direction, amount, currency, line)
            """;

    private static final String UPDATE_POSTED =
            """
            update accounts
            set posted = posted + ?
            where id = ?
            """;

    private final EntityManager entityManager;

    Ledger(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Books an adjustment and adds its effect to the account's posted balance.
     *
     * @param naturalKey unique among all ledger transactions
     * @return the ledger transaction's identity
     */
    long book(
            long accountId,
            Adjustment adjustment,
            LocalDate bookedOn,
            String naturalKey,
            String reason) {
        return entityManager
                .unwrap(Session.class)
                .doReturningWork(
                        connection -> {
                            long id =
                                    insertTransaction(
                                            connection, adjustment, bookedOn, naturalKey, reason);
                            insertPostings(connection, id, accountId, adjustment.lines());
                            updatePosted(connection, accountId, adjustment);
                            return id;
                        });
    }

    private static long insertTransaction(
            Connection connection,
            Adjustment adjustment,
            LocalDate bookedOn,
            String naturalKey,
            String reason)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_TRANSACTION)) {
            insert.setObject(1, bookedOn);
            insert.setString(2, adjustment.kind().word());
            insert.setString(3, naturalKey);
            insert.setString(4, reason);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void insertPostings(
            Connection connection, long transactionId, long accountId, List<PostingLine> lines)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_POSTINGS)) {
            insert.setLong(1, transactionId);
            insert.setLong(2, accountId);
            insert.setArray(
                    3, array(connection, "text", lines.stream().map(l -> l.account().word())));
            insert.setArray(
                    4, array(connection, "text", lines.stream().map(l -> l.direction().word())));
            insert.setArray(
                    5, array(connection, "int8", lines.stream().map(l -> l.amount().minorUnits())));
            insert.setArray(
                    6,
                    array(
                            connection,
                            "int2",
                            lines.stream().map(l -> l.amount().currency().numeric())));
            requireRows(lines.size(), insert.executeUpdate());
        }
    }

    private static void updatePosted(Connection connection, long accountId, Adjustment adjustment)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_POSTED)) {
            update.setLong(1, adjustment.effectOnPosted().minorUnits());
            update.setLong(2, accountId);
            requireRows(1, update.executeUpdate());
        }
    }

    private static Array array(Connection connection, String type, Stream<?> values)
            throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static void requireRows(int expected, int affected) {
        if (affected != expected) {
            throw new IllegalStateException(
                    "expected to write " + expected + " rows, wrote " + affected);
        }
    }
}
