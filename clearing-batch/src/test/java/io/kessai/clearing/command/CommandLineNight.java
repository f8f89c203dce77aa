package io.kessai.clearing.command;

import io.kessai.clearing.ClearingBatch;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.run.BulkAuthorizations;
import io.kessai.local.run.CardSeed;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.util.Set;
import picocli.CommandLine;

/**
 * Seeded cards, an inbox, an archive and a folder of reports, and the program's own command line on
 * them, in this process.
 */
public final class CommandLineNight implements AutoCloseable {
    public static final LocalDate DATE = LocalDate.of(2026, 11, 21);

    private final DatabaseEndpoint endpoint = TestDatabase.shared().createFromTemplate();
    private final PanVault vault = new PanVault(VaultKeys.development());
    private final Path folder;
    private String printed = "";
    private String complained = "";

    /**
     * @param folder empty; inbox, archive and reports are made in it
     */
    public CommandLineNight(Path folder, Fleet fleet) throws InterruptedException, IOException {
        this.folder = folder;
        new CardSeed(endpoint, vault, rows -> {}).write(fleet);
        Files.createDirectories(inbox());
    }

    /** Leaves what the server would have: an open authorization for each record. */
    public void authorize(BulkClearing bulk) {
        BulkAuthorizations authorizations = new BulkAuthorizations(endpoint, vault, rows -> {});
        authorizations.write(bulk);
        authorizations.journal(bulk);
    }

    /** Puts the file into the inbox. */
    public Path deliver(String name, BulkClearing bulk) throws IOException {
        Path file = inbox().resolve(name);
        bulk.write(Files.newOutputStream(file));
        return file;
    }

    public Path inbox() {
        return folder.resolve("inbox");
    }

    public Path reports() {
        return folder.resolve("reports");
    }

    public DatabaseEndpoint endpoint() {
        return endpoint;
    }

    /**
     * Runs a command: its exit code.
     *
     * @param words of the command, and whatever options are not about where things are: those that
     *     it has are added, with the login that the command is made for
     */
    public int run(String... words) {
        CommandLine program = Edge.install(new CommandLine(new ClearingBatch()));
        List<String> arguments = new ArrayList<>(List.of(words));
        Set<String> known = command(program, words).getCommandSpec().optionsMap().keySet();
        places(words[0])
                .forEach(
                        (option, value) -> {
                            if (known.contains(option)) {
                                arguments.addAll(List.of(option, value));
                            }
                        });
        if (known.contains("--development-keys")) {
            arguments.add("--development-keys");
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                program.setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new));
        printed = out.toString();
        complained = err.toString();
        return code;
    }

    private Map<String, String> places(String command) {
        Login login =
                endpoint.login(command.equals("audit") ? DatabaseRole.READER : DatabaseRole.BATCH);
        return Map.of(
                "--db", endpoint.url(),
                "--user", login.user(),
                "--password", login.password(),
                "--inbox", inbox().toString(),
                "--archive", folder.resolve("archive").toString(),
                "--reports", reports().toString(),
                "--generated-at", "2026-11-21T18:00:00Z",
                "--date", DATE.toString());
    }

    /** The last command that the words name. */
    private static CommandLine command(CommandLine program, String... words) {
        CommandLine found = program;
        for (String word : words) {
            found = found.getSubcommands().getOrDefault(word, found);
        }
        return found;
    }

    /** Standard output of the last command. */
    public String printed() {
        return printed;
    }

    /** Standard error of the last command. */
    public String complained() {
        return complained;
    }

    /** The only number of the only row of a query. */
    public long number(String sql) throws SQLException {
        try (Connection connection = endpoint.connect(DatabaseRole.READER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        TestDatabase.shared().drop(endpoint);
    }
}
