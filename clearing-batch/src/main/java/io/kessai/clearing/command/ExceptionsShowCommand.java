package io.kessai.clearing.command;

import io.kessai.clearing.exceptions.ExceptionViews;
import io.kessai.clearing.exceptions.Rendering;
import io.kessai.clearing.exceptions.Section;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code exceptions show}: what a person needs to decide. */
@Command(
        name = "show",
        description =
                "Shows an exception: record, match, candidates (record/authorization), ledger,"
                        + " resolutions.",
        mixinStandardHelpOptions = true)
public final class ExceptionsShowCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "ID", description = "The exception's id, as listed.")
    private long id;

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = database.database().connect("exceptions")) {
            List<Section> sections = new ExceptionViews(connection).show(id);
            output.print(Rendering.pages(sections), Rendering.json(sections));
        }
        return 0;
    }
}
