package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;

/**
 * What is checked when a day is over: the invariants on the database, the journal replayed, and no
 * card number in clear anywhere. The server has ended.
 */
final class DemoChecks {
    private static final String REPLAY = "io.kessai.authorization.record.JournalReplay";
    private static final String TABLES =
            """
            select format('%I.%I', schemaname, tablename)
            from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            order by 1
            """;

    private final Checkout checkout;
    private final EmbeddedDatabase database;
    private final DatabaseEndpoint endpoint;
    private final Path folder;
    private final PrintStream out;

    DemoChecks(
            Checkout checkout,
            EmbeddedDatabase database,
            String name,
            Path folder,
            PrintStream out) {
        this.checkout = checkout;
        this.database = database;
        this.endpoint = database.endpoint(name);
        this.folder = folder;
        this.out = out;
    }

    /** Runs all checks and says what they found; whether all found nothing wrong. */
    boolean run(int cards) throws InterruptedException {
        out.println("checks");
        boolean invariants = audit();
        boolean replayed = replay();
        boolean unseen = search(cards);
        return invariants && replayed && unseen;
    }

    private boolean audit() throws InterruptedException {
        List<String> command =
                new ArrayList<>(new PackagedProgram(checkout.clearingJar()).command(List.of()));
        command.addAll(
                List.of(
                        "audit",
                        "--db",
                        endpoint.url(),
                        "--answers",
                        folder.resolve("answers.jsonl").toString(),
                        "--logs",
                        folder.resolve("logs").toString(),
                        "--development-keys"));
        return verdict("invariants", command);
    }

    private boolean replay() throws InterruptedException {
        return verdict("journal replay", ServerPrograms.command(checkout, REPLAY, List.of()));
    }

    /** Runs a program, shows its output, and says whether it found nothing wrong. */
    private boolean verdict(String name, List<String> command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(endpoint.environment());
        builder.environment().put("QUARKUS_PROFILE", "local");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            process.inputReader().lines().forEach(line -> out.println("    " + line));
            int code = process.waitFor();
            row(name, code == ExitCode.DONE.code() ? "agreed" : "FAILED, exit code " + code);
            return code == ExitCode.DONE.code();
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot run " + name + ": " + e, e);
        }
    }

    private boolean search(int cards) {
        PanSearch search = new PanSearch(cards);
        long from = System.nanoTime();
        try {
            searchTables(search);
            search.searchFiles(database.folder());
            search.searchFiles(folder);
        } catch (SQLException | IOException e) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "cannot search for card numbers: " + e.getMessage(), e);
        }
        search.hits().forEach(hit -> out.println("    " + hit));
        row(
                "card numbers in clear",
                String.format(
                        Locale.ROOT,
                        "%s in %,d MiB of tables, data folder, logs and metrics (%.1f s)",
                        search.found() == 0 ? "none" : search.found() + " FOUND",
                        search.bytesSearched() >> 20,
                        (System.nanoTime() - from) / 1e9));
        return search.found() == 0;
    }

    private void searchTables(PanSearch search) throws SQLException, IOException {
        try (Connection connection = endpoint.connect(DatabaseRole.MIGRATIONS)) {
            for (String table : tables(connection)) {
                try (OutputStream sink = search.sink("table " + table)) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy (select * from " + table + ") to stdout", sink);
                }
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private void row(String name, String result) {
        out.printf(Locale.ROOT, "  %-22s %s%n", name, result);
    }
}
