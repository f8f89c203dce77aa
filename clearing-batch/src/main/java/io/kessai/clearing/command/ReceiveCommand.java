package io.kessai.clearing.command;

import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code receive}: takes what lies in the inbox, or one delivery of it. */
@Command(
        name = "receive",
        description = "Takes the files of the inbox into the archive.",
        mixinStandardHelpOptions = true)
public final class ReceiveCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final InputFileOption inputFile = new InputFileOption();
    @Mixin private final RefusalOption refusal = new RefusalOption();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws SQLException {
        Archive archive = stores.archive(database.database());
        int code =
                new Invoked(database, options)
                        .run(
                                StepName.RECEIVE.word(),
                                (stages, _) ->
                                        stages.receive(stores.inbox(), archive, inputFile.name()));
        return refusal.exitCode(code);
    }
}
