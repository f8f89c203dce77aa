package io.kessai.clearing.ingest;

import io.kessai.domain.clearing.CardNetwork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of received files, as {@link Ingest} reads and decides them. */
final class FileState {
    private static final int REFUSALS_KEPT = 20;

    private final Connection connection;

    FileState(Connection connection) {
        this.connection = connection;
    }

    /** A file as it was received. */
    record Received(long id, String name, long sizeBytes, String archiveKey, String status) {

        boolean isUndecided() {
            return status.equals("received");
        }
    }

    Optional<Received> find(long file) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select id, name, size_bytes, archive_key, status
                        from clearing_files
                        where id = ?
                        """)) {
            statement.setLong(1, file);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Received(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getString(5)))
                        : Optional.empty();
            }
        }
    }

    /** The name of the accepted file that has a logical file of that id. */
    Optional<String> holderOf(String key) throws SQLException {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select f.name || ' (file ' || f.id || ')'
                        from clearing_logical_files l
                        join clearing_files f on f.id = l.file_id
                        where l.file_key = ?
                        """)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The first reason is the file's; all of them are its detail. */
    void refuse(long file, CardNetwork network, LocalDate businessDate, List<Refusal> refusals)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update clearing_files
                        set status = 'refused', network = ?, reason = ?, detail = ?, decided_at = now(),
                            business_date = ?
                        where id = ? and status = 'received'
                        """)) {
            statement.setString(1, network.word());
            statement.setString(2, refusals.getFirst().reason());
            statement.setString(
                    3,
                    refusals.stream()
                            .limit(REFUSALS_KEPT)
                            .map(refusal -> refusal.reason() + ": " + refusal.detail())
                            .collect(Collectors.joining("\n")));
            statement.setObject(4, businessDate);
            statement.setLong(5, file);
            statement.executeUpdate();
        }
    }

    /** In the transaction that copies the records. */
    void accept(long file, FileContent content, LocalDate businessDate) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement(
                                """
                                update clearing_files
                                set status = 'accepted', network = ?, detail = ?, decided_at = now(),
                                    business_date = ?
                                where id = ? and status = 'received'
                                """);
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                insert into clearing_logical_files (
                                    file_id, ordinal, file_key, header_date, is_test, message_count,
                                    transaction_amount, billing_amount)
                                values (?, ?, ?, ?, ?, ?, ?, ?)
                                """)) {
            update.setString(1, content.network().word());
            update.setString(2, String.join("\n", content.warnings()));
            update.setObject(3, businessDate);
            update.setLong(4, file);
            if (update.executeUpdate() != 1) {
                throw new SQLException("file " + file + " was decided by another process", "40001");
            }
            for (LogicalFile logical : content.logicalFiles()) {
                insert.setLong(1, file);
                insert.setInt(2, logical.ordinal());
                insert.setString(3, logical.key());
                insert.setObject(4, logical.headerDate());
                insert.setBoolean(5, logical.isTest());
                insert.setLong(6, logical.messageCount());
                insert.setLong(7, logical.transactionAmount());
                insert.setLong(8, logical.billingAmount());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
