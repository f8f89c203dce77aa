package io.kessai.clearing.command;

import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.StepName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ingest}: checks received files and accepts or refuses them; with {@code --input-file} one
 * delivery. One that was decided stays as it is, and answers so.
 */
@Command(
        name = "ingest",
        description = "Checks received files whole, and accepts all of each or none.",
        mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final FileOptions files = new FileOptions();
    @Mixin private final InputFileOption inputFile = new InputFileOption();
    @Mixin private final IngestOptions ingest = new IngestOptions();
    @Mixin private final RefusalOption refusal = new RefusalOption();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws SQLException {
        FileSource source = stores.source(database.database(), ingest.acceptsTestFiles());
        int code =
                new Invoked(database, options)
                        .run(
                                StepName.INGEST.word(),
                                (stages, connection) ->
                                        inputFile.name().isPresent()
                                                ? delivery(
                                                        inputFile.name().get(),
                                                        stages,
                                                        connection,
                                                        source)
                                                : files.eachReceived(
                                                        stages,
                                                        connection,
                                                        file -> stages.ingest(file, source)));
        return refusal.exitCode(code);
    }

    private static Counters delivery(
            String name, Stages stages, Connection connection, FileSource source)
            throws SQLException {
        InputFileOption.Received received = InputFileOption.require(connection, name);
        if (received.isWaiting()) {
            return stages.ingest(received.file(), source);
        }
        return new Counters().add("refused", received.isRefused() ? 1 : 0);
    }
}
