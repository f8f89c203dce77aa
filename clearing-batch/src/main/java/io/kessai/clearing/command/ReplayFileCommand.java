package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code replay file}: ingest, reconcile and post of one file. */
@Command(
        name = "file",
        description = "Ingests, reconciles and posts what is left of a file.",
        mixinStandardHelpOptions = true)
public final class ReplayFileCommand implements Callable<Integer> {
    @Mixin private final Replay replay = new Replay();

    @Parameters(paramLabel = "ID", description = "The file's id.")
    private long file;

    @Override
    public Integer call() throws SQLException {
        return replay.file(file, EnumSet.range(StepName.INGEST, StepName.POST));
    }
}
