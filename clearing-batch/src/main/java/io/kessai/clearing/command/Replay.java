package io.kessai.clearing.command;

import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.StepName;
import io.kessai.clearing.stepfunctions.StepFunctions;
import io.kessai.clearing.workflow.Resumption;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every {@code replay} shares: its options, and the steps of files. */
public final class Replay {
    private static final Set<StepName> OF_FILES =
            EnumSet.of(StepName.INGEST, StepName.RECONCILE, StepName.POST);

    /** How a file stands: what each of its steps has left to do. */
    private static final String STANDING =
            """
            select f.id, f.status, f.name, f.business_date,
                   case f.status
                       when 'refused' then f.name || ', was refused, ' || f.reason || ': ' || f.detail
                       else '' end,
                   (select count(*) from clearing_records r
                    where r.file_id = f.id and r.kind <> 'non_financial')
                   - (select count(*) from clearing_matches m where m.file_id = f.id),
                   (select count(*) from clearing_records r where r.file_id = f.id)
                   - (select count(*) from clearing_outcomes o where o.file_id = f.id)
            from clearing_files f
            where (f.id = ? or f.business_date = ?)
            order by f.id\
            """;

    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final StoreOptions stores = new StoreOptions();
    @Mixin private final IngestOptions ingest = new IngestOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Option(
            names = "--dry-run",
            defaultValue = "${env:KESSAI_DRY_RUN:-false}",
            description =
                    "Say what would be done, change nothing; default KESSAI_DRY_RUN, then no.")
    private boolean dryRun;

    @Option(
            names = "--state-machine",
            paramLabel = "ARN",
            defaultValue = "${env:KESSAI_STATE_MACHINE_ARN}",
            description =
                    "Have the state machine do it, in containers; default KESSAI_STATE_MACHINE_ARN,"
                            + " then this process.")
    private Optional<String> stateMachine = Optional.empty();

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /**
     * A file and what is left of it.
     *
     * @param delivery its name in the inbox
     * @param refusal name and reason, '' where it was not refused
     */
    record Standing(
            long file,
            String status,
            String delivery,
            LocalDate businessDate,
            String refusal,
            long unmatched,
            long unposted) {

        boolean isRefused() {
            return status.equals("refused");
        }

        /** What a step would do, '' for nothing. */
        String left(StepName step) {
            return switch (step) {
                case INGEST -> status.equals("received") ? "not ingested yet" : "";
                case RECONCILE -> left(unmatched, "records to match");
                case POST -> left(unposted, "records to post");
                case RECEIVE, EXPIRE_HOLDS, REPORT -> "";
            };
        }

        private String left(long records, String what) {
            if (status.equals("received")) {
                return "once it is ingested";
            }
            return records == 0 ? "" : records + " " + what;
        }
    }

    LocalDate businessDate() {
        return options.businessDate();
    }

    /** All steps of a file, or one. */
    int file(long file, Set<StepName> steps) throws SQLException {
        if (!OF_FILES.containsAll(steps)) {
            throw usage("the steps of a file are ingest, reconcile and post");
        }
        requireWhy();
        if (stateMachine.isPresent() && steps.equals(OF_FILES)) {
            return byStateMachine(
                    replay -> {
                        Standing standing = standing(file);
                        return replay.ofFile(
                                standing.businessDate(), options.zone(), standing.delivery());
                    });
        }
        return run(Optional.of(file), steps, false);
    }

    /** All files of the business date, late links and the expiry of holds. */
    int night() throws SQLException {
        requireWhy();
        if (stateMachine.isPresent()) {
            return byStateMachine(
                    replay ->
                            replay.ofNight(
                                    businessDate(),
                                    options.zone(),
                                    options.invocation().execution()));
        }
        return run(Optional.empty(), OF_FILES, true);
    }

    private void requireWhy() {
        if (options.invocation().why().isBlank()) {
            throw usage("--why is needed: a replay says why");
        }
    }

    /** What the state machine is to do. */
    @FunctionalInterface
    private interface Resuming {
        Resumption of(ExecutionReplay replay) throws SQLException;
    }

    private int byStateMachine(Resuming resuming) throws SQLException {
        ExecutionReplay replay =
                new ExecutionReplay(
                        database.database(), new StepFunctions(), stateMachine.orElseThrow());
        Resumption resumption = resuming.of(replay);
        if (!dryRun) {
            replay.apply(resumption, businessDate(), options.invocation());
        }
        options.printPlan("replay", List.of(resumption.told()));
        return 0;
    }

    private int run(Optional<Long> file, Set<StepName> steps, boolean wholeNight)
            throws SQLException {
        List<Standing> files;
        try (Connection connection = database.database().connect("replay")) {
            files = standings(connection, file);
        }
        if (dryRun) {
            return tell(files, steps, wholeNight);
        }
        return new Invoked(database, options)
                .run(
                        "replay",
                        (stages, connection) -> {
                            Counters all = new Counters();
                            for (Standing standing : files) {
                                Setbacks.Work work =
                                        () -> ofFile(stages, connection, standing, steps);
                                all.addAll(
                                        wholeNight
                                                ? stages.setbacks()
                                                        .one("file " + standing.file(), work)
                                                : work.run());
                            }
                            if (wholeNight) {
                                all.addAll(stages.linkLate());
                                all.addAll(
                                        stages.setbacks()
                                                .one(
                                                        StepName.EXPIRE_HOLDS.command(),
                                                        () -> stages.expireHolds(false)));
                            }
                            return all;
                        });
    }

    /** Posting is always asked: its last part, the file's interchange, leaves no record open. */
    private Counters ofFile(
            Stages stages, Connection connection, Standing standing, Set<StepName> steps)
            throws SQLException {
        Counters done = new Counters();
        if (steps.contains(StepName.INGEST) && !standing.left(StepName.INGEST).isEmpty()) {
            FileSource source = stores.source(database.database(), ingest.acceptsTestFiles());
            done.addAll(stages.ingest(standing.file(), source));
        }
        if (!isAccepted(connection, standing.file())) {
            return done;
        }
        if (steps.contains(StepName.RECONCILE)) {
            done.addAll(stages.reconcile(standing.file(), Shard.WHOLE));
        }
        if (steps.contains(StepName.POST)) {
            done.addAll(stages.post(standing.file(), Shard.WHOLE));
        }
        return done;
    }

    private static boolean isAccepted(Connection connection, long file) throws SQLException {
        return standings(connection, file, LocalDate.EPOCH).getFirst().status().equals("accepted");
    }

    private Standing standing(long file) throws SQLException {
        try (Connection connection = database.database().connect("replay")) {
            return standings(connection, Optional.of(file)).getFirst();
        }
    }

    private List<Standing> standings(Connection connection, Optional<Long> file)
            throws SQLException {
        List<Standing> files =
                file.isPresent()
                        ? standings(connection, file.get(), LocalDate.EPOCH)
                        : standings(connection, 0, businessDate());
        if (file.isPresent() && files.isEmpty()) {
            throw new OperatingException(
                    ErrorCode.CLEARING_FILE_NOT_FOUND, "there is no clearing file " + file.get());
        }
        if (file.isPresent() && files.getFirst().isRefused()) {
            throw new OperatingException(
                    ErrorCode.CLEARING_FILE_REFUSED,
                    "clearing file %d, %s; it stays refused: ask the sender for another file"
                            .formatted(file.get(), files.getFirst().refusal()));
        }
        return files;
    }

    private static List<Standing> standings(Connection connection, long file, LocalDate date)
            throws SQLException {
        List<Standing> files = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(STANDING)) {
            statement.setLong(1, file);
            statement.setObject(2, date);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    files.add(
                            new Standing(
                                    row.getLong(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getObject(4, LocalDate.class),
                                    row.getString(5),
                                    row.getLong(6),
                                    row.getLong(7)));
                }
            }
        }
        return files;
    }

    private int tell(List<Standing> files, Set<StepName> steps, boolean wholeNight) {
        List<String> lines = new ArrayList<>();
        for (Standing standing : files) {
            for (StepName step : steps) {
                String left = standing.isRefused() ? "" : standing.left(step);
                if (!left.isEmpty()) {
                    lines.add("%s of file %d: %s".formatted(step.command(), standing.file(), left));
                }
            }
        }
        if (wholeNight) {
            lines.add("late links and expire-holds of " + businessDate());
        }
        options.printPlan("replay", lines);
        return 0;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
