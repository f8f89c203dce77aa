package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Reason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes what has queued up for its cards, never waiting for more, and commits it in one
 * transaction.
 *
 * <p>{@link #offer}, {@link #takeBack}, {@link #failWaiting} and {@link #abortIfBusy} may be called
 * by any thread; the rest runs on the lane's own.
 */
final class Lane implements Runnable {

    private static final long IDLE_POLL_MILLIS = 50;

    private final LaneSettings settings;
    private final StoreEndpoint endpoint;
    private final Store store;
    private final Transactions transactions;
    private final RecordObserver observer;

    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Work.TakeBack> owed = new ArrayList<>();
    private volatile List<Submission> running = List.of();
    private volatile Optional<LaneConnection> connection = Optional.empty();
    private volatile boolean stopping;

    Lane(
            LaneSettings settings,
            StoreEndpoint endpoint,
            Store store,
            Transactions transactions,
            RecordObserver observer) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.store = store;
        this.transactions = transactions;
        this.observer = observer;
    }

    /** Whether there was room. */
    boolean offer(Submission submission) {
        if (waiting.incrementAndGet() > settings.queueLimit()) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(new Work.Decide(submission));
        return true;
    }

    void takeBack(Work.TakeBack undo) {
        queue.add(undo);
    }

    int depth() {
        return waiting.get();
    }

    /** Answers everything that waits here, taken up or not, with STORE_UNAVAILABLE. */
    void failWaiting() {
        for (Submission submission : running) {
            fail(submission, Reason.STORE_UNAVAILABLE);
        }
        for (Work work : queue) {
            if (work instanceof Work.Decide decide) {
                fail(decide.submission(), Reason.STORE_UNAVAILABLE);
            }
        }
    }

    /** When the statement that runs now began ({@link System#nanoTime}), 0 if none runs. */
    long busySinceNanos() {
        return connection.map(LaneConnection::busySinceNanos).orElse(0L);
    }

    /** Cuts the connection if its statement began before {@code nanos}. */
    void abortIfBusySince(long nanos) {
        long since = busySinceNanos();
        if (since != 0 && since - nanos < 0) {
            connection.ifPresent(LaneConnection::abort);
        }
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        while (!stopping || !queue.isEmpty()) {
            List<Work> work = take();
            try {
                process(work);
            } catch (RuntimeException bug) {
                survive(work, bug);
            }
        }
        connection.ifPresent(LaneConnection::close);
    }

    private List<Work> take() {
        List<Work> work = new ArrayList<>();
        try {
            Work first = queue.poll(IDLE_POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                work.add(first);
                queue.drainTo(work, settings.batchLimit() - 1);
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
        return work;
    }

    private void process(List<Work> work) {
        List<Submission> submissions = new ArrayList<>();
        for (Work item : work) {
            switch (item) {
                case Work.Decide decide -> submissions.add(decide.submission());
                case Work.TakeBack undo -> owed.add(undo);
            }
        }
        waiting.addAndGet(-submissions.size());
        running = List.copyOf(submissions);
        settleOwed();
        decide(submissions);
        settleOwed();
        running = List.of();
    }

    private void decide(List<Submission> submissions) {
        List<Submission> live = submissions;
        while (true) {
            live = stillWaiting(live);
            if (live.isEmpty()) {
                return;
            }
            Optional<LaneConnection> open = connect();
            if (open.isEmpty()) {
                live.forEach(submission -> fail(submission, Reason.STORE_UNAVAILABLE));
                return;
            }
            if (attempt(open.get(), live)) {
                return;
            }
        }
    }

    /** Whether these messages are dealt with; if not, the same transaction is to be run again. */
    private boolean attempt(LaneConnection open, List<Submission> live) {
        long began = System.nanoTime();
        try {
            Batch batch = transactions.decide(open, live);
            if (!commit(open, batch)) {
                live.forEach(submission -> fail(submission, Reason.STORE_UNAVAILABLE));
                return true;
            }
            observer.committed(live.size(), System.nanoTime() - began);
            answer(batch);
            return true;
        } catch (KeyTakenException e) {
            return again(open, RecordObserver.RetryReason.KEY_TAKEN);
        } catch (SQLException e) {
            if (SqlFailure.losesConnection(e)) {
                lose(open, e);
                live.forEach(submission -> fail(submission, Reason.STORE_UNAVAILABLE));
                return true;
            }
            Optional<RecordObserver.RetryReason> retry = SqlFailure.retry(e);
            return retry.isPresent() ? again(open, retry.get()) : findCulprit(open, live, e);
        } catch (RuntimeException e) {
            return findCulprit(open, live, e);
        }
    }

    /** Whether it was committed for sure; if not, its approvals are to be taken back. */
    private boolean commit(LaneConnection open, Batch batch) throws SQLException {
        try {
            open.commit();
            return true;
        } catch (SQLException e) {
            if (!SqlFailure.losesConnection(e)) {
                throw e;
            }
            lose(open, e);
            for (Batch.Entry entry : batch.entries()) {
                if (isUndoable(entry)) {
                    owe(entry, UndoReason.OUTCOME_UNKNOWN);
                }
            }
            return false;
        }
    }

    private boolean again(LaneConnection open, RecordObserver.RetryReason reason) {
        observer.retried(reason);
        rollback(open);
        return false;
    }

    private boolean findCulprit(LaneConnection open, List<Submission> live, Exception cause) {
        rollback(open);
        if (live.size() == 1) {
            observer.failed(live.get(0).request(), cause);
            fail(live.get(0), Reason.SYSTEM_MALFUNCTION);
            return true;
        }
        observer.retried(RecordObserver.RetryReason.CULPRIT_SOUGHT);
        live.forEach(submission -> decide(List.of(submission)));
        return true;
    }

    private void answer(Batch batch) {
        long now = System.nanoTime();
        for (Batch.Entry entry : batch.entries()) {
            Answer answer = entry.decision().answer();
            boolean late = isUndoable(entry) && entry.submission().isPastDeadline(now);
            boolean given = !late && entry.submission().answer(answer);
            if (!given && isUndoable(entry)) {
                owe(entry, UndoReason.LATE);
                fail(entry.submission(), Reason.LATE);
            }
        }
        for (Batch.Copy copy : batch.copies()) {
            answerCopy(copy, batch);
        }
        for (Batch.Repeat repeat : batch.repeats()) {
            boolean late =
                    repeat.answer().reason().approves() && repeat.submission().isPastDeadline(now);
            repeat.submission()
                    .answer(late ? repeat.answer().withReason(Reason.LATE) : repeat.answer());
        }
    }

    private void answerCopy(Batch.Copy copy, Batch batch) {
        boolean undone =
                owed.stream().anyMatch(undo -> undo.key().equals(copy.first().request().key()));
        batch.entries().stream()
                .filter(entry -> entry.submission() == copy.first())
                .map(entry -> entry.decision().answer())
                .forEach(
                        answer ->
                                copy.submission()
                                        .answer(undone ? answer.withReason(Reason.LATE) : answer));
    }

    private static boolean isUndoable(Batch.Entry entry) {
        return entry.submission().request().kind() == MessageKind.AUTHORIZATION
                && entry.decision().answer().reason().approves();
    }

    private void owe(Batch.Entry entry, UndoReason reason) {
        owed.add(
                new Work.TakeBack(
                        entry.submission().request().key(),
                        entry.submission().request().card(),
                        reason));
    }

    /** Takes back what is owed; what the database does not take now stays owed. */
    private void settleOwed() {
        while (!owed.isEmpty()) {
            Optional<LaneConnection> open = connect();
            if (open.isEmpty() || !settle(open.get())) {
                return;
            }
        }
    }

    /** Whether to go on. */
    private boolean settle(LaneConnection open) {
        try {
            int takenBack = transactions.takeBack(open, owed);
            open.commit();
            owed.clear();
            observer.takenBack(takenBack);
            return true;
        } catch (SQLException e) {
            if (SqlFailure.losesConnection(e)) {
                lose(open, e);
                return false;
            }
            rollback(open);
            Optional<RecordObserver.RetryReason> retry = SqlFailure.retry(e);
            retry.ifPresentOrElse(observer::retried, () -> observer.takeBackFailed(e));
            return retry.isPresent() && !stopping;
        }
    }

    private List<Submission> stillWaiting(List<Submission> submissions) {
        long now = System.nanoTime();
        List<Submission> live = new ArrayList<>(submissions.size());
        for (Submission submission : submissions) {
            if (submission.isPastDeadline(now)) {
                fail(submission, Reason.LATE);
            } else if (!submission.isAnswered()) {
                live.add(submission);
            }
        }
        return live;
    }

    private Optional<LaneConnection> connect() {
        Optional<LaneConnection> open = connection;
        if (open.isPresent() || store.isAway()) {
            return store.isAway() ? Optional.empty() : open;
        }
        try {
            connection = Optional.of(LaneConnection.open(endpoint, settings));
        } catch (SQLException e) {
            store.lost(String.valueOf(e.getMessage()));
        }
        return connection;
    }

    private void lose(LaneConnection open, SQLException cause) {
        connection = Optional.empty();
        open.close();
        store.lost(String.valueOf(cause.getMessage()));
    }

    private void rollback(LaneConnection open) {
        try {
            open.rollback();
        } catch (SQLException e) {
            lose(open, e);
        }
    }

    private void survive(List<Work> work, RuntimeException bug) {
        connection.ifPresent(this::rollback);
        for (Work item : work) {
            if (item instanceof Work.Decide decide) {
                observer.failed(decide.submission().request(), bug);
                fail(decide.submission(), Reason.SYSTEM_MALFUNCTION);
            }
        }
        running = List.of();
    }

    private static void fail(Submission submission, Reason reason) {
        submission.answer(Answer.of(reason, submission.request()));
    }
}
