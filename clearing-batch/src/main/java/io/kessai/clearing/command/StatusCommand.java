package io.kessai.clearing.command;

import io.kessai.clearing.report.Status;
import io.kessai.clearing.stepfunctions.StepFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: what ran for a business date and what still waits. Changes nothing. */
@Command(
        name = "status",
        description = "Shows the runs and files of a business date, and what still waits.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final BusinessDateOptions date = new BusinessDateOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = database.database().connect("status")) {
            connection.setReadOnly(true);
            Status status = Status.read(connection, date.businessDate(), new StepFunctions());
            output.print(status.text(), status.json());
            return 0;
        }
    }
}
