package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reconcile}: names the authorization of every record. */
@Command(
        name = "reconcile",
        description = "Names the authorization of every record of accepted files.",
        mixinStandardHelpOptions = true)
public final class ReconcileCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final FileOptions files = new FileOptions();
    @Mixin private final ShardOptions shard = new ShardOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws SQLException {
        return new Invoked(database, options)
                .run(
                        StepName.RECONCILE.word(),
                        (stages, connection) ->
                                files.eachUnposted(
                                        stages,
                                        connection,
                                        file -> stages.reconcile(file, shard.shard())));
    }
}
