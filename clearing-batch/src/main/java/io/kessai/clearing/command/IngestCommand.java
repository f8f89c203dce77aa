package io.kessai.clearing.command;

import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.StepName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ingest}: checks received files and accepts or refuses them; with {@code --input-file} one
 * delivery, which it receives before. A delivery that was decided stays as it is, and answers so.
 */
@Command(
        name = "ingest",
        description = {
            "Checks received files whole, and accepts all of each or none.",
            "With --input-file it takes one delivery out of the inbox first."
        },
        mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final FileOptions files = new FileOptions();
    @Mixin private final InputFileOption inputFile = new InputFileOption();
    @Mixin private final IngestOptions ingest = new IngestOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Option(
            names = "--refused-is-done",
            defaultValue = "${env:KESSAI_REFUSED_IS_DONE:-false}",
            description =
                    "Exit with 0 where a file is refused too: the report tells of it; default"
                            + " KESSAI_REFUSED_IS_DONE, then no.")
    private boolean refusedIsDone;

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
        return refusedIsDone ? 0 : code;
    }

    private Counters delivery(String name, Stages stages, Connection connection, FileSource source)
            throws SQLException {
        Counters done = stages.receive(stores.inbox(), source.archive(), name);
        InputFileOption.Received received = InputFileOption.find(connection, name);
        if (received.isWaiting()) {
            return done.addAll(stages.ingest(received.file(), source));
        }
        return received.isRefused() && done.get("refused") == 0 ? done.add("refused", 1) : done;
    }
}
