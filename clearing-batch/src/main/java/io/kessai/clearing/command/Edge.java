package io.kessai.clearing.command;

import io.kessai.domain.OperatingException;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import java.sql.SQLException;
import picocli.CommandLine;

/**
 * Where whatever a command throws becomes one line on standard error and an exit code: 1 refused or
 * failed, 3 could not reach something (retry later). Picocli itself answers wrong usage with 2.
 */
@ApplicationScoped
public class Edge {
    static final int FAILED = 1;
    static final int UNREACHABLE = 3;

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return install(factory.create());
    }

    /** Makes a command line answer failures as this program does. */
    public static CommandLine install(CommandLine commandLine) {
        return commandLine.setExecutionExceptionHandler(
                (thrown, failed, _) -> answer(thrown, failed));
    }

    private static int answer(Exception thrown, CommandLine failed) {
        PrintWriter err = failed.getErr();
        String command = failed.getCommandName();
        try {
            return switch (thrown) {
                case OperatingException refused -> {
                    err.printf(
                            "%s: %s: %s%n", command, refused.code().name(), refused.getMessage());
                    yield refused.code().isRetryable() ? UNREACHABLE : FAILED;
                }
                case SQLException broken when isConnection(broken) -> {
                    err.printf("%s: the database went away: %s%n", command, firstLine(broken));
                    yield UNREACHABLE;
                }
                case SQLException refused -> {
                    err.printf(
                            "%s: the database refused (%s): %s%n",
                            command, refused.getSQLState(), firstLine(refused));
                    yield FAILED;
                }
                default -> {
                    err.printf("%s: a bug of ours, please report it:%n", command);
                    thrown.printStackTrace(err);
                    yield FAILED;
                }
            };
        } finally {
            err.flush();
        }
    }

    /** Details of a database error may quote a row. */
    private static String firstLine(SQLException thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }

    private static boolean isConnection(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
