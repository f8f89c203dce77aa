package io.kessai.clearing.command;

import io.kessai.clearing.expire.ExpireHolds;
import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.ingest.Ingest;
import io.kessai.clearing.post.Post;
import io.kessai.clearing.post.PostCounters;
import io.kessai.clearing.post.PostFees;
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
import io.kessai.clearing.run.StepSubject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

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
                    _ ->
                            counters(
                                    Reconcile.run(
                                            connection, file, shard.index(), shard.count())));
        }
    }
}
