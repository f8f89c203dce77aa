package io.kessai.clearing.command;

import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.report.ReportStore;
import io.kessai.clearing.report.ReportSubject;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.Shards;
import io.kessai.clearing.run.StepName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code nightly}: all stages for a business date as one run. A file that is refused or fails stops
 * no other; the exit code then is 1, with everything else done, or 3 where no file got through and
 * all may later. Holds expire only when every accepted file is posted.
 */
@Command(
        name = "nightly",
        description = "Does all stages for a business date, one after the other.",
        mixinStandardHelpOptions = true)
public final class NightlyCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final FileOptions files = new FileOptions();
    @Mixin private final IngestOptions ingest = new IngestOptions();
    @Mixin private final ReportOptions reports = new ReportOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "${env:KESSAI_SHARDS:-2}",
            description =
                    "How many parts of a file to match and book at once; default KESSAI_SHARDS, then 2.")
    private int shards;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        if (shards < 1 || shards > Shard.COUNT_MAX) {
            throw new ParameterException(
                    command.commandLine(), "--shards must be from 1 to " + Shard.COUNT_MAX);
        }
        Inbox inbox = stores.inbox();
        FileSource source = stores.source(database.database(), ingest.acceptsTestFiles());
        ReportStore store = reports.store();
        return new Invoked(database, options)
                .run(
                        "nightly",
                        (stages, connection) -> {
                            stages.oneNightAtATime();
                            Counters night = new Counters();
                            night.addAll(stages.receive(inbox, source.archive()));
                            night.addAll(
                                    files.eachReceived(
                                            stages,
                                            connection,
                                            file -> stages.ingest(file, source)));
                            return night.addAll(afterIngest(stages, connection, store));
                        });
    }

    private Counters afterIngest(Stages stages, Connection connection, ReportStore store)
            throws SQLException {
        return new Counters()
                .addAll(files.eachUnposted(stages, connection, file -> inShards(stages, file)))
                .addAll(stages.linkLate())
                .addAll(
                        stages.setbacks()
                                .one(
                                        StepName.EXPIRE_HOLDS.command(),
                                        () -> stages.expireHolds(false)))
                .addAll(stages.report(store, reports.generatedAt(), new ReportSubject.WholeDay()));
    }

    /** What matching found is in the step's row; the night adds up what was booked. */
    private Counters inShards(Stages stages, long file) throws SQLException {
        Shards.each(shards, shard -> stages.reconcile(file, shard));
        return Shards.each(shards, shard -> stages.post(file, shard));
    }
}
