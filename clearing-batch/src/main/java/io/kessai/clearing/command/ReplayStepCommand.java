package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay step}: one step of one file. */
@Command(
        name = "step",
        description = "Does what is left of one step of a file.",
        mixinStandardHelpOptions = true)
public final class ReplayStepCommand implements Callable<Integer> {
    @Mixin private final Replay replay = new Replay();

    @Parameters(
            index = "0",
            paramLabel = "STEP",
            converter = StepConverter.class,
            description = "ingest, reconcile or post.")
    private StepName step = StepName.POST;

    @Parameters(index = "1", paramLabel = "ID", description = "The file's id.")
    private long file;

    @Override
    public Integer call() throws SQLException {
        return replay.file(file, EnumSet.of(step));
    }
}
