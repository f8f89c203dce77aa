package io.kessai.clearing.command;

import io.kessai.clearing.night.NightPlan;
import io.kessai.clearing.night.Phase;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.report.ReportStore;
import io.kessai.clearing.report.ReportSubject;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.Shards;
import io.kessai.clearing.run.StepName;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code nightly}: all stages for a business date as one run, the phases of {@link NightPlan}. A
 * file that is refused or fails stops no other, and is left alone by the phases after; the exit
 * code then is 1, with everything else done, or 3 where no file got through and all may later.
 * Holds expire only when every accepted file is posted.
 */
@Command(
        name = "nightly",
        description = "Does all stages for a business date, one after the other.",
        mixinStandardHelpOptions = true)
public final class NightlyCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final InputFileOption inputFile = new InputFileOption();
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

    @Option(
            names = "--from-step",
            paramLabel = "STEP",
            defaultValue = "${env:KESSAI_FROM_STEP:-ingest}",
            converter = StepConverter.class,
            description =
                    "The stage to begin with, such as post; default KESSAI_FROM_STEP, then ingest:"
                            + " all.")
    private StepName from = StepName.INGEST;

    @Option(
            names = "--dry-run",
            defaultValue = "${env:KESSAI_DRY_RUN:-false}",
            description =
                    "Print the commands that do the same one by one, change nothing; default"
                            + " KESSAI_DRY_RUN, then no.")
    private boolean dryRun;

    /** Every file that waits. */
    private final FileOptions files = new FileOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        if (shards < 1 || shards > Shard.COUNT_MAX) {
            throw new ParameterException(
                    command.commandLine(), "--shards must be from 1 to " + Shard.COUNT_MAX);
        }
        NightPlan plan = plan();
        if (dryRun) {
            options.printCommands("nightly", plan.commands());
            return 0;
        }
        FileSource source = stores.source(database.database(), ingest.acceptsTestFiles());
        ReportStore store = reports.store();
        return new Invoked(database, options)
                .run(
                        "nightly",
                        (stages, connection) -> {
                            stages.oneNightAtATime();
                            Counters night = new Counters();
                            for (Phase phase : plan.phases()) {
                                night.addAll(run(phase, stages, connection, source, store));
                            }
                            return night;
                        });
    }

    private NightPlan plan() {
        return inputFile
                .name()
                .map(name -> NightPlan.ofOne(name, shards, from))
                .orElseGet(() -> NightPlan.of(delivered(), shards, from));
    }

    /** What the inbox has, where that is asked for at all. */
    private List<String> delivered() {
        if (!NightPlan.isWhole(from)) {
            return List.of();
        }
        Inbox inbox = stores.inbox();
        try {
            return inbox.list().stream().map(Inbox.Delivery::name).toList();
        } catch (IOException e) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE,
                    "cannot list the files of %s: %s".formatted(inbox, e),
                    e);
        }
    }

    private Counters run(
            Phase phase, Stages stages, Connection connection, FileSource source, ReportStore store)
            throws SQLException {
        return switch (phase) {
            case Phase.Received(Optional<String> only) ->
                    stages.receive(stores.inbox(), source.archive(), only);
            case Phase.Delivered(List<String> names) ->
                    stages.setbacks()
                            .each(
                                    undecided(connection, names),
                                    file -> stages.ingest(file, source));
            case Phase.LeftToIngest _ ->
                    files.eachReceived(stages, connection, file -> stages.ingest(file, source));
            case Phase.InShards(StepName step, int count) ->
                    files.eachUnposted(
                            stages, connection, file -> inShards(stages, step, file, count));
            case Phase.LeftToPost _ ->
                    files.eachUnposted(stages, connection, file -> stages.post(file, Shard.WHOLE))
                            .addAll(stages.linkLate());
            case Phase.Expiry _ ->
                    stages.setbacks()
                            .one(StepName.EXPIRE_HOLDS.command(), () -> stages.expireHolds(false));
            case Phase.Reports _ ->
                    stages.report(store, reports.generatedAt(), new ReportSubject.WholeDay());
        };
    }

    private static List<Long> undecided(Connection connection, List<String> names)
            throws SQLException {
        List<Long> files = new ArrayList<>();
        for (String name : names) {
            InputFileOption.find(connection, name)
                    .filter(InputFileOption.Received::isWaiting)
                    .ifPresent(received -> files.add(received.file()));
        }
        return files;
    }

    /** What matching found is in the step's row; the night adds up what was booked. */
    private static Counters inShards(Stages stages, StepName step, long file, int count)
            throws SQLException {
        return switch (step) {
            case RECONCILE -> {
                Shards.each(count, shard -> stages.reconcile(file, shard));
                yield new Counters();
            }
            case POST -> Shards.each(count, shard -> stages.post(file, shard));
            case RECEIVE, INGEST, EXPIRE_HOLDS, REPORT ->
                    throw new IllegalArgumentException(step + " has no shards");
        };
    }
}
