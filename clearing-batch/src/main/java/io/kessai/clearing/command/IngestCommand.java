package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ingest}: checks received files and accepts or refuses them. */
@Command(
        name = "ingest",
        description = "Checks received files whole, and accepts all of each or none.",
        mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final FileOptions files = new FileOptions();
    @Mixin private final IngestOptions ingest = new IngestOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws SQLException {
        FileSource source = stores.source(database.database(), ingest.acceptsTestFiles());
        return new Invoked(database, options)
                .run(
                        StepName.INGEST.word(),
                        (stages, connection) ->
                                files.eachReceived(
                                        stages, connection, file -> stages.ingest(file, source)));
    }
}
