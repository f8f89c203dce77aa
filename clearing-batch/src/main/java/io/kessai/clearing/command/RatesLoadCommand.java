package io.kessai.clearing.command;

import io.kessai.clearing.rates.LoadRates;
import io.kessai.clearing.rates.RateFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rates load}: all of a file or nothing; the same file again changes nothing. */
@Command(
        name = "load",
        description = {
            "Loads exchange rates and markups from a file, all of it or nothing.",
            "What was loaded is never changed: a newer rate of the same currencies ends it."
        },
        mixinStandardHelpOptions = true)
public final class RatesLoadCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final OperatorOptions operator = new OperatorOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file of rates.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Check the file and load nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws SQLException {
        RateFile rates = RateFile.read(file);
        try (Connection connection = database.database().connect("rates")) {
            String who = operator.operator(connection);
            LoadRates.Loaded loaded =
                    new LoadRates(connection).run(file.toString(), rates, who, dryRun);
            output.print(
                    "%s%d rates and %d markups by %s; %d were loaded before"
                            .formatted(
                                    dryRun ? "would load " : "loaded ",
                                    loaded.rates(),
                                    loaded.markups(),
                                    who,
                                    loaded.known()),
                    "{\"rates\":%d,\"markups\":%d,\"known\":%d,\"dry_run\":%b}"
                            .formatted(loaded.rates(), loaded.markups(), loaded.known(), dryRun));
        }
        return 0;
    }
}
