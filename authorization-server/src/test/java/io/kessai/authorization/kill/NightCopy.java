package io.kessai.authorization.kill;

import io.kessai.local.database.ContentHash;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.run.Checkout;
import io.kessai.local.run.PackagedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A database with its inbox, and the packaged clearing program on it as processes of their own. */
final class NightCopy {
    private final DatabaseEndpoint database;
    private final Path folder;
    private final List<String> javaOptions;
    private int processes;

    /**
     * @param javaOptions of its processes
     */
    NightCopy(DatabaseEndpoint database, Path folder, List<String> javaOptions) throws IOException {
        this.database = database;
        this.javaOptions = javaOptions;
        this.folder = folder;
        Files.createDirectories(inbox());
    }

    /** A process and the file that has everything it prints. */
    record Running(Process process, Path output) {

        /** SIGKILL; it is gone when this returns. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        Ended await() throws IOException, InterruptedException {
            int code = process.waitFor();
            return new Ended(code, Files.readString(output));
        }
    }

    /** How a process ended. */
    record Ended(int code, String output) {

        /** What is printed beside the lines about steps that were done. */
        List<String> failures() {
            return output.lines().filter(line -> line.matches("[a-z-]+: [A-Z_]+: .*")).toList();
        }
    }

    DatabaseEndpoint database() {
        return database;
    }

    Path inbox() {
        return folder.resolve("inbox");
    }

    ContentHash hash() throws SQLException {
        return ContentHash.of(database);
    }

    /** Runs a command to its end. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    Ended nightly(LocalDate businessDate) throws IOException, InterruptedException {
        return start(businessDate).await();
    }

    /** Starts {@code nightly} for that business date. */
    Running start(LocalDate businessDate, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("nightly", "--date"));
        arguments.add(businessDate.toString());
        arguments.addAll(List.of(options));
        return start(arguments.toArray(String[]::new));
    }

    Running start(String... arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        options.addAll(javaOptions);
        PackagedProgram program = new PackagedProgram(Checkout.find().clearingJar());
        List<String> command = new ArrayList<>(program.command(options));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output-" + ++processes + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(database.environment());
        builder.environment()
                .putAll(
                        Map.of(
                                "KESSAI_INBOX",
                                inbox().toString(),
                                "KESSAI_ARCHIVE",
                                folder.resolve("archive").toString(),
                                "KESSAI_REPORTS",
                                folder.resolve("reports").toString(),
                                "KESSAI_DEVELOPMENT_KEYS",
                                "true"));
        return new Running(builder.start(), output);
    }

    /** A connection that sees and may do everything. */
    Connection connect() throws SQLException {
        return database.connect(DatabaseRole.MIGRATIONS);
    }

    /** The first column of a query. */
    List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
        }
        return values;
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(column(sql).getFirst());
    }
}
