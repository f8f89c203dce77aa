package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays the journal, with other controls where a file has them, and tells what changes. */
@Command(
        name = "backtest",
        description = {
            "Decides the journal again and tells what other controls would have changed.",
            "Without --controls every decision must come out as recorded, bit for bit.",
            "FILE has sections \"product NAME:\", \"account ID:\" or \"card ID:\", each with its rules;",
            "who has none keeps the recorded controls. Nothing is written to the database."
        })
final class BacktestCommand implements Callable<ExitCode> {
    private static final String PROGRAM = "io.kessai.authorization.record.Backtest";

    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--controls", paramLabel = "FILE", description = "controls to try")
    private Optional<Path> controls = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "first business date of arrival (default: the journal's first)")
    private Optional<LocalDate> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "last business date of arrival (default: the journal's last)")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "where to write every message that would be answered otherwise")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            description = "text or json (default: ${DEFAULT-VALUE})",
            defaultValue = "text")
    private String output = "text";

    @Override
    public ExitCode call() throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--output", output));
        controls.ifPresent(file -> arguments.addAll(List.of("--controls", file.toString())));
        from.ifPresent(date -> arguments.addAll(List.of("--from", date.toString())));
        to.ifPresent(date -> arguments.addAll(List.of("--to", date.toString())));
        csv.ifPresent(file -> arguments.addAll(List.of("--csv", file.toString())));
        ProcessBuilder builder =
                new ProcessBuilder(ServerPrograms.command(Checkout.find(), PROGRAM, arguments))
                        .inheritIO();
        builder.environment().putAll(database.find().environment());
        try {
            Process program = builder.start();
            try {
                return exitCode(program.waitFor());
            } finally {
                program.destroy();
            }
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot run backtest: " + e, e);
        }
    }

    /** The same meaning; a code that has none (a signal) counts as refused. */
    private static ExitCode exitCode(int code) {
        return Stream.of(ExitCode.values())
                .filter(exitCode -> exitCode.code() == code)
                .findFirst()
                .orElse(ExitCode.REFUSED);
    }
}
