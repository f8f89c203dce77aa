package io.kessai.authorization.watch;

import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database with ten accounts, and writers who tell watchers as the programs do. */
final class Outbox implements AutoCloseable {

    private static final String LOCK = "select from accounts where id = ? for no key update";
    private static final String INSERT =
            """
            insert into events (occurred_at, account_id, card_id, authorization_id, amount, remaining,
                booked, currency, kind, reason, message_key)
            values (now(), ?, 1, 1, 100, 100, 0, 392, 'approved', 'APPROVED', 'key')""";

    private final DatabaseEndpoint endpoint = TestDatabase.shared().createFromTemplate();

    Outbox() throws SQLException {
        run(
                """
                insert into accounts (id, credit_limit, currency)
                select i, 1000, 392 from generate_series(1, 10) i""");
    }

    /** As the server's own login. */
    ReadLogin login() {
        Login login = endpoint.login(DatabaseRole.SERVER);
        return new ReadLogin(endpoint.url(), login.user(), login.password());
    }

    /** One that does not commit by itself. */
    Connection writer() throws SQLException {
        Connection connection = endpoint.connect(DatabaseRole.SERVER);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Locks the account and tells of it, in the writer's transaction. */
    static void tell(Connection writer, long account) throws SQLException {
        try (PreparedStatement lock = writer.prepareStatement(LOCK);
                PreparedStatement insert = writer.prepareStatement(INSERT)) {
            lock.setLong(1, account);
            lock.executeQuery().close();
            insert.setLong(1, account);
            insert.executeUpdate();
        }
    }

    /** Each in a transaction of its own. */
    void tell(int times, long account) throws SQLException {
        try (Connection writer = writer()) {
            for (int i = 0; i < times; i++) {
                tell(writer, account);
                writer.commit();
            }
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection =
                        TestDatabase.shared().superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every event of the table. */
    List<Long> ids() throws SQLException {
        try (Connection connection = login().open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from events order by id")) {
            List<Long> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        }
    }

    @Override
    public void close() {
        TestDatabase.shared().drop(endpoint);
    }
}
