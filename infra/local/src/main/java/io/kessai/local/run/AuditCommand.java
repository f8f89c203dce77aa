package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Runs {@code audit} of the clearing program on a database: every option, {@code --help} too, is
 * that program's own, and so are the output and the exit code.
 */
@Command(name = "audit", description = "Checks on a database what must always be true.")
final class AuditCommand implements Callable<ExitCode> {

    /** As {@code up} has it unless told otherwise. */
    private static final int DATABASE_PORT = 5439;

    private final Supplier<Path> jar;

    @Unmatched private List<String> options = new ArrayList<>();

    AuditCommand() {
        this(() -> Checkout.find().clearingJar());
    }

    /**
     * @param jar where the clearing program is
     */
    AuditCommand(Supplier<Path> jar) {
        this.jar = jar;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("audit"));
        arguments.addAll(options);
        Map<String, String> environment = new HashMap<>();
        if (namesNoDatabase()) {
            auditTheDatabaseOfUp(arguments, environment);
        }
        return new ClearingProgram(jar.get()).run(arguments, environment);
    }

    private boolean namesNoDatabase() {
        return System.getenv("KESSAI_DB_URL") == null
                && options.stream()
                        .noneMatch(
                                option ->
                                        option.startsWith("--db")
                                                || option.equals("--help")
                                                || option.equals("-h"));
    }

    /** Without a database named, it is the one that {@code up} keeps, read as its reader. */
    private static void auditTheDatabaseOfUp(
            List<String> arguments, Map<String, String> environment) {
        DatabaseEndpoint database =
                RunningDatabase.find(Checkout.find().localData(), DATABASE_PORT);
        Login reader = database.login(DatabaseRole.READER);
        arguments.addAll(List.of("--db", database.url(), "--development-keys"));
        environment.put("KESSAI_DB_READER_USER", reader.user());
        environment.put("KESSAI_DB_READER_PASSWORD", reader.password());
    }
}
