package io.kessai.clearing.command;

import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code post}: books what reconcile found. Late links are of no shard: they are for the call that
 * comes when all shards are booked.
 */
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
                        (stages, connection) -> {
                            Counters posted =
                                    files.eachUnposted(
                                            stages,
                                            connection,
                                            file -> stages.post(file, shard.shard()));
                            return shard.shard().equals(Shard.WHOLE)
                                    ? posted.addAll(stages.linkLate())
                                    : posted;
                        });
    }
}
