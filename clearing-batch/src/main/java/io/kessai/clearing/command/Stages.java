package io.kessai.clearing.command;

import io.kessai.clearing.expire.ApplyPolicy;
import io.kessai.clearing.expire.ExpireHolds;
import io.kessai.clearing.expire.ExpiryTotal;
import io.kessai.clearing.expire.PolicyChange;
import io.kessai.clearing.expire.PolicyDryRun;
import io.kessai.clearing.ingest.Ingest;
import io.kessai.clearing.post.FeeTotal;
import io.kessai.clearing.post.LateLink;
import io.kessai.clearing.post.LateLinks;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostCounters;
import io.kessai.clearing.post.PostFees;
import io.kessai.clearing.post.PostProgress;
import io.kessai.clearing.post.PostSettings;
import io.kessai.clearing.post.SuspectedDuplicates;
import io.kessai.clearing.post.ToleranceRule;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.receive.Receive;
import io.kessai.clearing.reconcile.LateMatching;
import io.kessai.clearing.reconcile.LateProposal;
import io.kessai.clearing.reconcile.Reconcile;
import io.kessai.clearing.reconcile.ReconcileResult;
import io.kessai.clearing.reconcile.ReconcileSettings;
import io.kessai.clearing.reconcile.Tolerances;
import io.kessai.clearing.report.ReportStore;
import io.kessai.clearing.report.ReportSubject;
import io.kessai.clearing.report.Reporting;
import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.StepName;
import io.kessai.clearing.run.StepProgress;
import io.kessai.clearing.run.StepSubject;
import io.kessai.domain.Currency;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Every stage as a step of an attempt: the same whether called alone or by {@code nightly}. */
final class Stages {
    private static final ToleranceRule TOLERANCES = Tolerances.shipped()::isExceeded;

    private final ClearingDatabase books;
    private final Attempt attempt;
    private final LocalDate businessDate;
    private final Setbacks setbacks;
    private final Supplier<Pace> pace;

    /**
     * @param businessDate of the attempt's run
     * @param setbacks of this attempt
     * @param pace makes one for each thread of a stage
     */
    Stages(
            ClearingDatabase books,
            Attempt attempt,
            LocalDate businessDate,
            Setbacks setbacks,
            Supplier<Pace> pace) {
        this.books = books;
        this.attempt = attempt;
        this.businessDate = businessDate;
        this.setbacks = setbacks;
        this.pace = pace;
    }

    /** For what may fail while the rest goes on. */
    Setbacks setbacks() {
        return setbacks;
    }

    /** Two nights at once would refuse each other one step after another. */
    void oneNightAtATime() throws SQLException {
        attempt.alone("nightly");
    }

    /**
     * @param only the one delivery to take; empty for all
     */
    Counters receive(Inbox inbox, Archive archive, Optional<String> only) throws SQLException {
        try (Connection connection = books.connect("receive")) {
            Receive receive = new Receive(inbox, archive, connection, businessDate);
            return attempt.step(
                    StepSubject.of(StepName.RECEIVE),
                    progress ->
                            only.isPresent()
                                    ? receive.only(only.get(), progress)
                                    : receive.run(progress));
        }
    }

    Counters ingest(long file, FileSource source) throws SQLException {
        try (Connection connection = books.connect("ingest")) {
            Ingest ingest =
                    new Ingest(
                            source.archive(),
                            source.reading(),
                            connection,
                            source.acceptsTestFiles(),
                            businessDate,
                            pace.get());
            return attempt.step(
                    StepSubject.of(StepName.INGEST, file), progress -> ingest.run(file, progress));
        }
    }

    Counters reconcile(long file, Shard shard) throws SQLException {
        try (Connection connection = books.connect("reconcile")) {
            return attempt.step(
                    StepSubject.of(StepName.RECONCILE, file, shard),
                    _ ->
                            counters(
                                    new Reconcile(ReconcileSettings.shipped(), pace.get())
                                            .match(
                                                    connection,
                                                    file,
                                                    shard.index(),
                                                    shard.count())));
        }
    }

    /**
     * Books the shard's records; when no record of the file is left, its interchange, and looks for
     * purchases that were presented twice.
     *
     * @throws OperatingException {@code STEP_OUT_OF_ORDER} where all of the file was to be booked
     *     and records are left that reconcile has not matched; the others are booked
     */
    Counters post(long file, Shard shard) throws SQLException {
        return attempt.step(
                StepSubject.of(StepName.POST, file, shard),
                progress -> {
                    Post post = new Post(this::posting, PostSettings.DEFAULT, TOLERANCES);
                    Counters done = counters(post.run(file, shard, told(progress), pace.get()));
                    if (post.isDone(file)) {
                        return done.addAll(finish(file));
                    }
                    if (shard.equals(Shard.WHOLE)) {
                        throw new OperatingException(
                                ErrorCode.STEP_OUT_OF_ORDER,
                                "file %d has records that are not reconciled: reconcile it first"
                                        .formatted(file));
                    }
                    return done;
                });
    }

    private Counters finish(long file) throws SQLException {
        List<FeeTotal> fees = new PostFees(this::posting, PostSettings.DEFAULT).run(file);
        long suspected = new SuspectedDuplicates(this::posting).run(file);
        posted(file);
        return new Counters().add("fee_totals", fees.size()).add("exceptions", suspected);
    }

    /** Comes last: a file that is not marked is asked for again, whatever was killed before. */
    private void posted(long file) throws SQLException {
        try (Connection connection = posting();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                update clearing_files
                                set is_posted = true
                                where id = ? and not is_posted
                                """)) {
            statement.setLong(1, file);
            statement.executeUpdate();
        }
    }

    /**
     * Releases the holds whose presentment was posted without them on an earlier night, and points
     * at what a single message has posted once more since.
     */
    Counters linkLate() throws SQLException {
        return attempt.step(
                StepSubject.of(StepName.POST),
                _ -> {
                    Map<Boolean, List<LateLink>> found = foundLate();
                    List<LateLink> posted = found.getOrDefault(true, List.of());
                    LateLinks links = new LateLinks(this::posting, PostSettings.DEFAULT);
                    long linked = links.apply(found.getOrDefault(false, List.of()), businessDate);
                    long suspected =
                            new SuspectedDuplicates(this::posting).late(posted, businessDate);
                    return new Counters().add("late_links", linked).add("exceptions", suspected);
                });
    }

    /** By whether it was posted already. */
    private Map<Boolean, List<LateLink>> foundLate() throws SQLException {
        try (Connection connection = posting()) {
            connection.setAutoCommit(false);
            Map<Boolean, List<LateLink>> found =
                    new LateMatching(ReconcileSettings.shipped())
                            .propose(connection, businessDate).stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    LateProposal::isPostedAlready,
                                                    Collectors.mapping(
                                                            Stages::lateLink,
                                                            Collectors.toList())));
            connection.commit();
            return found;
        }
    }

    private static LateLink lateLink(LateProposal found) {
        return new LateLink(
                found.record().fileId(),
                found.record().number(),
                found.authorizationId(),
                found.level(),
                found.agreed());
    }

    /**
     * Gives back what was held for longer than its policy allows; {@code dryRun} only counts.
     *
     * @throws OperatingException {@code STEP_OUT_OF_ORDER} while an accepted file is not posted:
     *     what lies in it may clear what is about to expire
     */
    Counters expireHolds(boolean dryRun) throws SQLException {
        return attempt.step(
                StepSubject.of(StepName.EXPIRE_HOLDS),
                _ -> {
                    if (!dryRun) {
                        requirePosted();
                    }
                    Counters counters = new Counters();
                    for (ExpiryTotal total :
                            new ExpireHolds(() -> books.connect("expire-holds"))
                                    .run(businessDate, dryRun, pace.get())) {
                        String currency =
                                Currency.ofNumeric(total.currency())
                                        .map(Currency::code)
                                        .orElse("unknown_currency");
                        counters.add("holds", total.holds())
                                .add("amount_" + currency, total.amount());
                    }
                    return counters;
                });
    }

    /**
     * Puts open holds under another hold policy; {@code dryRun} only counts.
     *
     * @throws OperatingException {@code STEP_OUT_OF_ORDER} without a dry run of the last 24 hours,
     *     {@code CONFIGURATION_REFUSED} where no such policy is known
     */
    Counters applyPolicy(int version, ZoneId zone, boolean dryRun) throws SQLException {
        return attempt.step(
                StepSubject.of(StepName.EXPIRE_HOLDS),
                _ -> {
                    if (!dryRun) {
                        requireDryRun(version);
                    }
                    PolicyChange change =
                            new ApplyPolicy(() -> books.connect("expire-holds"), zone)
                                    .run(version, businessDate, dryRun, pace.get());
                    Counters counters =
                            new Counters()
                                    .add("holds_under_policy_" + version, change.holds())
                                    .add("sooner", change.sooner())
                                    .add("later", change.later())
                                    .add("due", change.due());
                    return dryRun ? counters.add(PolicyDryRun.counter(version), 1) : counters;
                });
    }

    private void requireDryRun(int version) throws SQLException {
        try (Connection connection = books.connect("expire-holds")) {
            PolicyDryRun.require(connection, version);
        }
    }

    private void requirePosted() throws SQLException {
        try (Connection connection = books.connect("expire-holds")) {
            List<Long> unposted = FileOptions.allUnposted(connection);
            if (!unposted.isEmpty()) {
                throw new OperatingException(
                        ErrorCode.STEP_OUT_OF_ORDER,
                        "file %d is accepted and not posted: reconcile and post it first"
                                .formatted(unposted.getFirst()));
            }
        }
    }

    /** Writes what came of it all; reads only. */
    Counters report(ReportStore store, Instant generatedAt, ReportSubject subject)
            throws SQLException {
        return attempt.step(
                StepSubject.of(StepName.REPORT),
                _ ->
                        new Reporting(() -> books.connect("report"), store, generatedAt)
                                .write(businessDate, subject));
    }

    private Connection posting() {
        return books.connect("post");
    }

    private static PostProgress told(StepProgress progress) {
        AtomicLong booked = new AtomicLong();
        return records -> progress.at(booked.addAndGet(records), 0);
    }

    private static Counters counters(ReconcileResult result) {
        Counters counters = new Counters();
        result.byVerdict().forEach((verdict, records) -> counters.add(verdict.word(), records));
        result.byLevel().forEach((level, records) -> counters.add("level_" + level, records));
        return counters;
    }

    private static Counters counters(PostCounters posted) {
        Counters counters = new Counters();
        posted.outcomes().forEach((outcome, records) -> counters.add(outcome.word(), records));
        long raised = posted.exceptions().values().stream().mapToLong(Long::longValue).sum();
        return counters.add("exceptions", raised)
                .add("transactions", posted.transactions())
                .add("deadlocks", posted.deadlocks());
    }
}
