package io.kessai.clearing.command;

import io.kessai.clearing.exceptions.Rendering;
import io.kessai.clearing.exceptions.Section;
import io.kessai.clearing.exceptions.Section.Field;
import io.kessai.clearing.rates.ListRates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rates list}: what was loaded, newest first. */
@Command(
        name = "list",
        description = "Lists loaded rates and markups, newest first.",
        mixinStandardHelpOptions = true)
public final class RatesListCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--limit",
            paramLabel = "ROWS",
            defaultValue = "50",
            description = "How many of each; default ${DEFAULT-VALUE}.")
    private int limit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        if (limit < 1) {
            throw new ParameterException(command.commandLine(), "--limit must be at least 1");
        }
        try (Connection connection = database.database().connect("rates")) {
            Section rates =
                    new Section(
                            "rates",
                            ListRates.rates(connection, limit).stream()
                                    .map(RatesListCommand::row)
                                    .toList());
            Section markups =
                    new Section(
                            "markups",
                            ListRates.markups(connection, limit).stream()
                                    .map(RatesListCommand::row)
                                    .toList());
            output.print(
                    Rendering.table(rates) + "\n" + Rendering.table(markups),
                    Rendering.json(List.of(rates, markups)));
        }
        return 0;
    }

    private static List<Field> row(ListRates.Rate rate) {
        return List.of(
                text("from", rate.from()),
                text("to", rate.to()),
                text("rate", rate.rate()),
                text("valid_from", rate.validFrom().toString()),
                text("counts_until", rate.countsUntil().toString()),
                text("source", rate.source()),
                text("loaded_by", rate.loadedBy()));
    }

    private static List<Field> row(ListRates.Markup markup) {
        return List.of(
                text("product", markup.product()),
                new Field("basis_points", String.valueOf(markup.basisPoints()), true),
                text("valid_from", markup.validFrom().toString()),
                text("loaded_by", markup.loadedBy()));
    }

    private static Field text(String name, String value) {
        return new Field(name, value, false);
    }
}
