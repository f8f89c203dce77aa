package io.kessai.clearing.receive;

import io.kessai.clearing.receive.Inbox.Delivery;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The rows of received files, as {@link Receive} writes them. */
final class FileRows {
    private final Connection connection;

    FileRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * A file that is here already.
     *
     * @param taken whether its plain file is known to be gone
     */
    record Known(long id, String name, boolean taken, boolean refused) {

        /** Whether a file of that name is the same delivery, from before a kill. */
        boolean isUnfinished(String delivered) {
            return !taken && name.equals(delivered);
        }
    }

    /** Whatever was remembered and is not in the inbox any more was taken by a run that died. */
    void settleTaken(List<String> inInbox) throws SQLException {
        Array names = connection.createArrayOf("text", inInbox.toArray());
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        update clearing_files
                        set is_taken = true
                        where not is_taken and name <> all (?)
                        """)) {
            statement.setArray(1, names);
            statement.executeUpdate();
        }
    }

    /** The delivery of that content that was not refused, or is refused and unfinished. */
    Optional<Known> find(byte[] digest) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        select id, name, is_taken, status = 'refused'
                        from clearing_files
                        where digest = ? and (status <> 'refused' or not is_taken)
                        order by is_taken, id
                        limit 1
                        """)) {
            statement.setBytes(1, digest);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Known(
                                        row.getLong(1),
                                        row.getString(2),
                                        row.getBoolean(3),
                                        row.getBoolean(4)))
                        : Optional.empty();
            }
        }
    }

    /**
     * @param quarantine empty for a file that goes on to ingest
     */
    long insert(
            Delivery delivery,
            byte[] digest,
            String key,
            LocalDate businessDate,
            Optional<Quarantine> quarantine)
            throws SQLException {
        String reason = quarantine.map(Quarantine::reason).map(Enum::name).orElse("");
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        insert into clearing_files (name, size_bytes, business_date, digest, archive_key,
                                                    network, status, reason, detail, decided_at)
                        values (?, ?, ?, ?, ?, '', ?, ?, ?, case when ? = '' then null else now() end)
                        returning id
                        """)) {
            statement.setString(1, delivery.name());
            statement.setLong(2, delivery.sizeBytes());
            statement.setObject(3, businessDate);
            statement.setBytes(4, digest);
            statement.setString(5, key);
            statement.setString(6, reason.isEmpty() ? "received" : "refused");
            statement.setString(7, reason);
            statement.setString(8, quarantine.map(Quarantine::told).orElse(""));
            statement.setString(9, reason);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void taken(long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "update clearing_files set is_taken = true where id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }
}
