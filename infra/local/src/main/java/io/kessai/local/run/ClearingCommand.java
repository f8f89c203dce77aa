package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.database.DatabaseEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Runs the clearing program on a database: every command and option, {@code --help} too, is that
 * program's own, and so are the output and the exit code. Without a database named it is the one
 * that {@code up} keeps, with inbox, archive and reports beside it and the development keys.
 */
@Command(
        name = "clearing",
        description = {
            "Clears card payments: receive, ingest, reconcile, post, nightly and more.",
            "\"./kessai clearing --help\" names them all."
        })
final class ClearingCommand implements Callable<ExitCode> {

    /** As {@code up} has it unless told otherwise. */
    private static final int DATABASE_PORT = 5439;

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public ExitCode call() throws InterruptedException {
        Checkout checkout = Checkout.find();
        boolean isNamed =
                System.getenv("KESSAI_DB_URL") != null
                        || arguments.stream().anyMatch(word -> word.startsWith("--db"));
        boolean isHelp = arguments.contains("--help") || arguments.contains("-h");
        Map<String, String> environment = new HashMap<>();
        if (!isNamed && !isHelp) {
            Path data = checkout.localData();
            environment.putAll(environment(RunningDatabase.find(data, DATABASE_PORT), data));
        }
        return new ClearingProgram(checkout.clearingJar()).run(arguments, environment);
    }

    /** What the clearing program needs to work in these places. */
    static Map<String, String> environment(DatabaseEndpoint database, Path folder) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("KESSAI_INBOX", folder.resolve("inbox").toString());
        environment.put("KESSAI_ARCHIVE", folder.resolve("archive").toString());
        environment.put("KESSAI_REPORTS", folder.resolve("reports").toString());
        environment.put("KESSAI_DEVELOPMENT_KEYS", "true");
        environment.put("KESSAI_PROFILE", "local");
        return environment;
    }
}
