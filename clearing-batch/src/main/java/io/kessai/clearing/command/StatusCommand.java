package io.kessai.clearing.command;

import io.kessai.clearing.report.Status;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: what ran for a business date and what still waits. Changes nothing. */
@Command(
        name = "status",
        description = "Shows the runs and files of a business date, and what still waits.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = database.database().connect("status")) {
            connection.setReadOnly(true);
            Status status = Status.read(connection, options.businessDate());
            PrintWriter out = command.commandLine().getOut();
            out.print(
                    switch (options.output()) {
                        case text -> status.text();
                        case json -> status.json();
                    });
            out.flush();
            return 0;
        }
    }
}
