package io.kessai.clearing.command;

import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.ingest.Ingest;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostCounters;
import io.kessai.clearing.post.PostProgress;
import io.kessai.clearing.post.PostSettings;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.receive.Receive;
import io.kessai.clearing.reconcile.Reconcile;
import io.kessai.clearing.reconcile.ReconcileResult;
import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.StepName;
import io.kessai.clearing.run.StepProgress;
import io.kessai.clearing.run.StepSubject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;

/** Every stage as a step of an attempt: the same whether called alone or by {@code nightly}. */
final class Stages {
    private final ClearingDatabase books;
    private final Attempt attempt;

    Stages(ClearingDatabase books, Attempt attempt) {
        this.books = books;
        this.attempt = attempt;
    }

    Counters receive(Inbox inbox, Archive archive, LocalDate businessDate) throws SQLException {
        try (Connection connection = books.connect("receive")) {
            Receive receive = new Receive(inbox, archive, connection, businessDate);
            return attempt.step(StepSubject.of(StepName.RECEIVE), receive::run);
        }
    }

    Counters ingest(long file, Archive archive, FileReading reading, boolean acceptsTestFiles)
            throws SQLException {
        try (Connection connection = books.connect("ingest")) {
            Ingest ingest = new Ingest(archive, reading, connection, acceptsTestFiles);
            return attempt.step(
                    StepSubject.of(StepName.INGEST, file), progress -> ingest.run(file, progress));
        }
    }

    Counters reconcile(long file, Shard shard) throws SQLException {
        try (Connection connection = books.connect("reconcile")) {
            return attempt.step(
                    StepSubject.of(StepName.RECONCILE, file, shard),
                    _ -> counters(Reconcile.run(connection, file, shard.index(), shard.count())));
        }
    }

    /** Books the shard's records; the file's last shard books its interchange too. */
    Counters post(long file, Shard shard) throws SQLException {
        Post post = new Post(() -> books.connect("post"), PostSettings.DEFAULT);
        return attempt.step(
                StepSubject.of(StepName.POST, file, shard),
                progress -> counters(post.run(file, shard, told(progress))));
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
