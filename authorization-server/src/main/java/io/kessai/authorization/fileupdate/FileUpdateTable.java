package io.kessai.authorization.fileupdate;

import io.kessai.domain.FileUpdate;
import io.kessai.domain.PanToken;
import io.kessai.vault.Ciphertext;
import io.kessai.vault.SealedPan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The outbox {@code file_updates}. Each statement is a transaction of its own; the database's clock
 * counts, so that all servers agree. Not thread-safe.
 */
final class FileUpdateTable {

    /** Only in the claim is a row locked, and only those that nobody else claims just now. */
    private static final String CLAIM =
            """
            with due as (
                select f.id
                from file_updates f
                where f.ended_at is null and f.due_at <= now() and f.network = any (?)
                order by f.due_at, f.id
                limit ?
                for no key update skip locked
            ), claimed as (
                update file_updates f
                set due_at = now() + ? * interval '1 millisecond',
                    attempts = f.attempts + 1
                from due
                where f.id = due.id
                returning f.id, f.card_id, f.network, f.action, f.attempts
            )
            select u.id, u.card_id, u.network, u.action, u.attempts, c.pan_key_version,
                   c.pan_ciphertext, c.pan_token
            from claimed u
            join cards c on c.id = u.card_id
            order by u.id""";

    private static final String ACCEPTED =
            """
            update file_updates
            set ended_at = now(), outcome = 'accepted', code = ?
            where id = ? and ended_at is null""";

    private static final String LATER =
            """
            update file_updates
            set due_at = now() + ? * interval '1 millisecond', code = ?
            where id = ? and ended_at is null""";

    private static final String WAITING =
            "select count(*) from file_updates where ended_at is null";

    private static final String REFUSED =
            "select count(*) from file_updates where ended_at is null and code <> ''";

    private final Connection connection;

    /**
     * @param connection in autocommit; its owner's
     */
    FileUpdateTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Claims what is due for these networks.
     *
     * @param lease for how long nobody else claims it
     */
    List<DueUpdate> claim(Collection<String> networks, int limit, Duration lease)
            throws SQLException {
        List<DueUpdate> claimed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setArray(1, connection.createArrayOf("text", networks.toArray()));
            statement.setInt(2, limit);
            statement.setLong(3, lease.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    claimed.add(read(row));
                }
            }
        }
        return claimed;
    }

    private static DueUpdate read(ResultSet row) throws SQLException {
        return new DueUpdate(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                FileUpdate.ofWord(row.getString(4)).orElseThrow(),
                row.getInt(5),
                new SealedPan(
                        Ciphertext.of(row.getInt(6), row.getBytes(7)),
                        PanToken.of(row.getBytes(8))));
    }

    /**
     * @param code DE39 of the answer
     */
    void accepted(long id, String code) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACCEPTED)) {
            statement.setString(1, code);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    /**
     * @param code DE39 of the answer that refused it, empty if there was none
     */
    void later(long id, Duration wait, String code) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LATER)) {
            statement.setLong(1, wait.toMillis());
            statement.setString(2, code);
            statement.setLong(3, id);
            statement.executeUpdate();
        }
    }

    /** How many no network has accepted yet. */
    long waiting() throws SQLException {
        return number(WAITING);
    }

    /** How many of those were refused when last sent. */
    long refused() throws SQLException {
        return number(REFUSED);
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
