package io.kessai.clearing.command;

import io.kessai.clearing.report.StandIn;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stand-in}: what networks and terminals decided in our stead. Changes nothing. */
@Command(
        name = "stand-in",
        description =
                "Shows what was decided in our stead, as advices reported it: whether we would have"
                        + " had the funds, what became of it, sums by network and currency.",
        mixinStandardHelpOptions = true)
public final class StandInCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final BusinessDateOptions date = new BusinessDateOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First business date, YYYY-MM-DD; default --date.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "Last business date; default --date, or --from if that is later.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Also writes every advice to this file, which is replaced.")
    private Optional<Path> csv = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        LocalDate first = from.orElseGet(date::businessDate);
        LocalDate last =
                to.orElseGet(
                        () -> first.isAfter(date.businessDate()) ? first : date.businessDate());
        if (last.isBefore(first)) {
            throw new ParameterException(
                    command.commandLine(), "--to %s is before --from %s".formatted(last, first));
        }
        try (Connection connection = database.database().connect("stand-in")) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            StandIn standIn = StandIn.read(connection, first, last);
            connection.rollback();
            csv.ifPresent(file -> write(file, standIn.csv()));
            output.print(standIn.text(), standIn.json());
            return 0;
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE,
                    "cannot write %s: %s; --csv names a file in a folder that is there"
                            .formatted(file, e),
                    e);
        }
    }
}
