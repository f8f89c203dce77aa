package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code post}: books what reconcile found. */
@Command(
        name = "post",
        description = "Books what was found, in the ledger and on the holds.",
        mixinStandardHelpOptions = true)
public final class PostCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final FileOptions files = new FileOptions();
    @Mixin private final ShardOptions shard = new ShardOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws SQLException {
        return new Invoked(database, options)
                .run(
                        StepName.POST.word(),
                        (stages, connection) ->
                                files.eachUnposted(
                                                stages,
                                                connection,
                                                file -> stages.post(file, shard.shard()))
                                        .addAll(stages.linkLate()));
    }
}
