package io.kessai.clearing.audit;

import io.kessai.database.DatabaseUrl;
import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code audit}: checks the invariants A1 to A8 on any database and prints what it found.
 *
 * <p>Exit codes: 0 nothing broken, 1 the audit failed, 2 wrong usage, 3 the database could not be
 * reached (retry later), 4 an invariant is broken. What could not be checked is said in the report
 * and changes no exit code.
 */
@Command(
        name = "audit",
        description = "Checks on a database what must always be true, and names what breaks it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing that was checked is broken",
            "1:the audit could not be made",
            "2:wrong usage",
            "3:the database could not be reached, try again later",
            "4:an invariant is broken"
        })
public final class AuditCommand implements Callable<Integer> {
    private static final int CLEAN = 0;
    private static final int FAILED = 1;
    private static final int UNREACHABLE = 3;
    private static final int BROKEN = 4;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "JDBC URL of the database; default KESSAI_DB_URL.")
    private Optional<String> db = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Login; default KESSAI_DB_READER_USER, then KESSAI_DB_USER.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password",
            paramLabel = "WORD",
            description = "Default KESSAI_DB_READER_PASSWORD, then KESSAI_DB_PASSWORD.")
    private Optional<String> password = Optional.empty();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "A client's record of the answers it received, JSON lines.")
    private Optional<Path> answers = Optional.empty();

    @Option(
            names = "--logs",
            paramLabel = "DIR",
            arity = "1..*",
            description = "Files and folders to search for card data.")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--development-keys",
            defaultValue = "${env:KESSAI_DEVELOPMENT_KEYS:-false}",
            description =
                    "Make tokens with the fixed key of the local profile"
                            + " (KESSAI_DEVELOPMENT_KEYS), for a database declared local. Default: the key in"
                            + " KESSAI_VAULT_TOKEN_KEY, else tokens are not compared.")
    private boolean developmentKeys;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "${env:KESSAI_OUTPUT:-text}",
            description = "text or json; default KESSAI_OUTPUT, then text.")
    private Form output = Form.text;

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "20",
            description = "How many broken rows each check names; default ${DEFAULT-VALUE}.")
    private int limit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec spec;

    private final Map<String, String> environment;

    /** The forms of a report, as they are written on the command line. */
    enum Form {
        text,
        json
    }

    /** With the environment of the process. */
    public AuditCommand() {
        this(System.getenv());
    }

    AuditCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        AuditRequest request = request();
        PrintWriter err = spec.commandLine().getErr();
        try {
            if (developmentKeys && !Audit.isDeclaredLocal(request)) {
                throw usage(
                        "--development-keys is only for a database declared local, and this one is"
                                + " production: give KESSAI_VAULT_TOKEN_KEY instead, or neither");
            }
            AuditReport report = new Audit(request).run();
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    switch (output) {
                        case text -> TextReport.of(report);
                        case json -> JsonReport.of(report);
                    });
            out.flush();
            return report.isClean() ? CLEAN : BROKEN;
        } catch (AuditFailure e) {
            err.println("audit: " + e.getMessage());
            err.flush();
            return switch (e.kind()) {
                case REFUSED -> FAILED;
                case UNREACHABLE -> UNREACHABLE;
            };
        }
    }

    private AuditRequest request() {
        String url =
                db.or(() -> variable("KESSAI_DB_URL"))
                        .orElseThrow(() -> usage("--db needs a URL, jdbc:postgresql://…"));
        List<String> refusals = new DatabaseUrl(url).refusals();
        if (!refusals.isEmpty()) {
            throw usage("--db: " + String.join("; ", refusals));
        }
        String login =
                user.or(() -> variable("KESSAI_DB_READER_USER"))
                        .or(() -> variable("KESSAI_DB_USER"))
                        .orElseThrow(() -> usage("--user or KESSAI_DB_READER_USER is needed"));
        String word =
                password.or(() -> variable("KESSAI_DB_READER_PASSWORD"))
                        .or(() -> variable("KESSAI_DB_PASSWORD"))
                        .orElse("");
        if (limit < 1) {
            throw usage("--limit must be at least 1");
        }
        answers.filter(file -> !Files.isRegularFile(file))
                .ifPresent(
                        file -> {
                            throw usage("--answers: no such file: " + file);
                        });
        for (Path log : logs) {
            if (!Files.exists(log)) {
                throw usage("--logs: no such file or folder: " + log);
            }
        }
        return new AuditRequest(url, login, word, answers, logs, tokens(), limit);
    }

    private Optional<Function<Pan, PanToken>> tokens() {
        try {
            return TokenKeys.find(developmentKeys, environment);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage() == null ? "unusable vault key" : e.getMessage());
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
