package io.kessai.clearing.command;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.ingest.SampleFiles;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.domain.Pan;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An inbox, an archive and a database with account 1 in yen, whose card is {@link
 * SampleFiles#card}; the program works on them.
 */
final class NightFolder implements AutoCloseable {
    static final String NIGHT = "2026-11-21";

    private final DatabaseEndpoint endpoint = TestDatabase.shared().createFromTemplate();
    private final Path folder;
    private final ClearingDatabase database;
    private final Program program;

    /**
     * @param folder empty
     */
    NightFolder(Path folder) throws IOException, SQLException {
        this(folder, UnaryOperator.identity());
    }

    /**
     * @param way gives the URL by which the commands reach the database
     */
    NightFolder(Path folder, UnaryOperator<String> way) throws IOException, SQLException {
        this.folder = folder;
        Login login = endpoint.login(DatabaseRole.BATCH);
        database = new ClearingDatabase(way.apply(endpoint.url()), login.user(), login.password());
        program = new Program(database);
        Files.createDirectories(folder.resolve("inbox"));
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into accounts (id, credit_limit, currency) values (1, 1000000, 392)");
            addCard(connection, SampleFiles.card());
        }
    }

    private static void addCard(Connection connection, Pan pan) throws SQLException {
        PanVault vault = new PanVault(VaultKeys.development());
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        insert into cards (id, account_id, pan_key_version, expires, pan_token,
                            pan_ciphertext, first_six, last_four)
                        values (1, 1, 1, '2029-12-31', ?, ?, ?, ?)
                        """)) {
            statement.setBytes(1, vault.token(pan).bytes());
            statement.setBytes(2, vault.seal(pan).bytes());
            statement.setString(3, pan.firstSix());
            statement.setString(4, pan.lastFour());
            statement.executeUpdate();
        }
    }

    ClearingDatabase database() {
        return database;
    }

    void deliver(String name, byte[] content) throws IOException {
        Files.write(folder.resolve("inbox").resolve(name), content);
    }

    /** Runs a command. */
    Answer run(String... arguments) {
        return program.run(arguments);
    }

    /** Runs a command that reads files, on the night. */
    Answer stage(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--inbox", folder.resolve("inbox").toString(), "--development-keys"));
        all.addAll(List.of("--archive", folder.resolve("archive").toString(), "--date", NIGHT));
        return program.run(all);
    }

    /** As the owner of the schema would. */
    void declare(String profile) throws SQLException {
        execute("update kessai_environment set profile = '%s'".formatted(profile));
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As if nothing had been delivered yet; what was booked stays. */
    void forgetFiles() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String table :
                    rows("select tablename from pg_tables where tablename like 'clearing%'")) {
                statement.execute("delete from " + table);
            }
        }
    }

    /** Each row's columns, joined by blanks. */
    List<String> rows(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                lines.add(String.join(" ", columns));
            }
        }
        return lines;
    }

    /** Every row of every table, but for those that say what ran. */
    List<String> everything() throws SQLException {
        List<String> content = new ArrayList<>();
        for (String table :
                rows(
                        """
                        select table_name
                        from information_schema.tables
                        where table_schema = 'public' and table_type = 'BASE TABLE'
                          and table_name not in
                              ('clearing_runs', 'clearing_attempts', 'clearing_steps')
                        order by table_name
                        """)) {
            content.add(table);
            content.addAll(rows("select t::text from " + table + " t order by 1"));
        }
        return content;
    }

    private Connection superuser() throws SQLException {
        return TestDatabase.shared().superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
    }

    @Override
    public void close() {
        TestDatabase.shared().drop(endpoint);
    }
}
