package io.kessai.clearing.command;

import io.kessai.clearing.command.Setbacks.Setback;
import io.kessai.clearing.run.Failures;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where whatever a command throws becomes one line on standard error, of {@link NotAllDone} one for
 * each part that failed, and an exit code: 1 refused or failed, 3 could not reach something (retry
 * later). Picocli itself answers wrong usage with 2.
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
            if (thrown instanceof NotAllDone partly) {
                for (Setback setback : partly.setbacks()) {
                    tell(setback.cause(), command + ": " + setback.what(), err);
                }
                return partly.isRetryable() ? UNREACHABLE : FAILED;
            }
            tell(thrown, command, err);
            return isRetryable(thrown) ? UNREACHABLE : FAILED;
        } finally {
            err.flush();
        }
    }

    private static void tell(Exception thrown, String where, PrintWriter err) {
        switch (thrown) {
            case OperatingException refused ->
                    err.printf("%s: %s: %s%n", where, refused.code().name(), refused.getMessage());
            case ParameterException wrong -> err.printf("%s: %s%n", where, wrong.getMessage());
            case SQLException broken when isConnection(broken) ->
                    err.printf(
                            "%s: the database went away: %s%n", where, Failures.firstLine(broken));
            case SQLException refused ->
                    err.printf(
                            "%s: the database refused (%s): %s%n",
                            where, refused.getSQLState(), Failures.firstLine(refused));
            default -> {
                err.printf("%s: a bug of ours, please report it:%n", where);
                thrown.printStackTrace(err);
            }
        }
    }

    /** Whether the same call, unchanged, may succeed later. */
    static boolean isRetryable(Exception thrown) {
        return switch (thrown) {
            case OperatingException refused -> refused.code().isRetryable();
            case SQLException broken -> isConnection(broken);
            default -> false;
        };
    }

    /** Whether nothing else can be done either. */
    static boolean isDatabaseAway(Exception thrown) {
        return switch (thrown) {
            case OperatingException refused -> refused.code() == ErrorCode.STORE_UNAVAILABLE;
            case SQLException broken -> isConnection(broken);
            default -> false;
        };
    }

    private static boolean isConnection(SQLException thrown) {
        String state = thrown.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
