package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
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

    /** How often a batch waits for a lock in vain before its messages are run one by one. */
    private static final int LOCK_TIMEOUTS_TOGETHER = 2;

    /** What became of a transaction. */
    private enum Attempt {
        /** Its messages are dealt with. */
        DONE,
        /** It is to be run again. */
        AGAIN,
        /** Somebody else holds one of its locks. */
        LOCKED
    }

    private final LaneSettings settings;
    private final LaneSession session;
    private final Transactions transactions;
    private final TakeBacks takeBacks;
    private final RecordObserver observer;

    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Submission> copies = new ArrayList<>();
    private volatile List<Submission> running = List.of();
    private volatile boolean stopping;

    Lane(
            LaneSettings settings,
            StoreEndpoint endpoint,
            Store store,
            Transactions transactions,
            RecordObserver observer) {
        this.settings = settings;
        this.session = new LaneSession(endpoint, settings, store, observer);
        this.transactions = transactions;
        this.takeBacks = new TakeBacks(session, transactions, observer);
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

    /** As {@link LaneSession#busySinceNanos}. */
    long busySinceNanos() {
        return session.busySinceNanos();
    }

    /** As {@link LaneSession#abortIfBusySince}. */
    void abortIfBusySince(long nanos) {
        session.abortIfBusySince(nanos);
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        session.open();
        while (!stopping || !queue.isEmpty()) {
            List<Work> work = take();
            try {
                process(work);
            } catch (RuntimeException bug) {
                survive(work, bug);
            } catch (StackOverflowError | OutOfMemoryError exhausted) {
                survive(work, new IllegalStateException("the lane ran out of memory", exhausted));
            }
        }
        takeBacks.settleAtEnd();
        session.close();
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
                case Work.TakeBack undo -> takeBacks.owe(undo);
            }
        }
        waiting.addAndGet(-submissions.size());
        running = List.copyOf(submissions);
        takeBacks.settle();
        List<Submission> next = submissions;
        while (!next.isEmpty()) {
            decide(next);
            takeBacks.settle();
            next = List.copyOf(copies);
            copies.clear();
        }
        running = List.of();
    }

    private void decide(List<Submission> submissions) {
        List<Submission> live = submissions;
        int lockTimeouts = 0;
        while (true) {
            live = stillWaiting(live);
            if (live.isEmpty()) {
                return;
            }
            Optional<LaneConnection> open = session.open();
            if (open.isEmpty()) {
                failAll(live, Reason.STORE_UNAVAILABLE);
                return;
            }
            switch (attempt(open.get(), live)) {
                case DONE -> {
                    return;
                }
                case AGAIN -> {}
                case LOCKED -> {
                    lockTimeouts++;
                    if (live.size() == 1 || lockTimeouts == LOCK_TIMEOUTS_TOGETHER) {
                        runApart(live);
                        return;
                    }
                }
            }
        }
    }

    private Attempt attempt(LaneConnection open, List<Submission> live) {
        long began = System.nanoTime();
        Batch batch;
        try {
            batch = transactions.decide(open, live);
        } catch (SQLException e) {
            return failed(live, e);
        } catch (RuntimeException e) {
            return findCulprit(live, e);
        }
        try {
            transactions.record(open, batch);
        } catch (SQLException e) {
            return batch.mayBeCommitted() && !SqlFailure.isRolledBack(e)
                    ? unknown(live, batch, e)
                    : failed(live, e);
        } catch (RuntimeException e) {
            return batch.mayBeCommitted()
                    ? unknown(live, batch, new SQLException("what was answered is not known", e))
                    : findCulprit(live, e);
        }
        observer.committed(live.size(), System.nanoTime() - began);
        answer(batch);
        return Attempt.DONE;
    }

    /** It may be committed all the same: its approvals are to be taken back then. */
    private Attempt unknown(List<Submission> live, Batch batch, SQLException cause) {
        session.lose(cause);
        batch.entries().stream()
                .filter(Lane::isUndoable)
                .forEach(entry -> owe(entry, UndoReason.OUTCOME_UNKNOWN));
        failAll(live, Reason.STORE_UNAVAILABLE);
        return Attempt.DONE;
    }

    private Attempt failed(List<Submission> live, SQLException cause) {
        if (SqlFailure.losesConnection(cause)) {
            session.lose(cause);
            failAll(live, Reason.STORE_UNAVAILABLE);
            return Attempt.DONE;
        }
        if (SqlFailure.lacksResources(cause)) {
            session.rollback();
            observer.lackedResources(cause.getSQLState());
            failAll(live, Reason.STORE_UNAVAILABLE);
            return Attempt.DONE;
        }
        Optional<RecordObserver.RetryReason> retry = SqlFailure.retry(cause);
        return retry.isPresent() ? again(retry.get()) : findCulprit(live, cause);
    }

    private Attempt again(RecordObserver.RetryReason reason) {
        observer.retried(reason);
        session.rollback();
        return reason == RecordObserver.RetryReason.LOCK_TIMEOUT ? Attempt.LOCKED : Attempt.AGAIN;
    }

    /**
     * By halves: of a thousand messages all but one would wait for a thousand commits otherwise.
     */
    private Attempt findCulprit(List<Submission> live, Exception cause) {
        session.rollback();
        if (live.size() == 1) {
            observer.failed(live.get(0).request(), cause);
            fail(live.get(0), Reason.SYSTEM_MALFUNCTION);
        } else {
            observer.retried(RecordObserver.RetryReason.CULPRIT_SOUGHT);
            int half = live.size() / 2;
            decide(live.subList(0, half));
            decide(live.subList(half, live.size()));
        }
        return Attempt.DONE;
    }

    /** One locked account must not stop the lane: its messages go to the end of the queue. */
    private void runApart(List<Submission> live) {
        if (live.size() == 1) {
            waiting.incrementAndGet();
            queue.add(new Work.Decide(live.get(0)));
        } else {
            live.forEach(submission -> decide(List.of(submission)));
        }
    }

    private void answer(Batch batch) {
        long now = System.nanoTime();
        for (Batch.Entry entry : batch.entries()) {
            boolean late = isUndoable(entry) && entry.submission().isPastDeadline(now);
            boolean given = !late && give(entry.submission(), entry.decision().answer());
            if (!given && isUndoable(entry)) {
                owe(entry, UndoReason.LATE);
                fail(entry.submission(), Reason.LATE);
            }
        }
        // A copy of an approval is answered by a transaction of its own: that it was given the
        // approval is a fact of record, and the approval may have to be taken back before that.
        for (Batch.Copy copy : batch.copies()) {
            if (isUndoable(copy.first())) {
                copies.add(copy.submission());
            } else {
                give(copy.submission(), copy.first().decision().answer());
            }
        }
        // Late or not: that a repeat gets its recorded approval is on record by now.
        batch.repeats().forEach(repeat -> give(repeat.submission(), repeat.answer()));
    }

    private static boolean isUndoable(Batch.Entry entry) {
        return entry.submission().request().kind().asks()
                && entry.decision().answer().reason().approves();
    }

    private void owe(Batch.Entry entry, UndoReason reason) {
        takeBacks.owe(
                new Work.TakeBack(
                        entry.submission().request().key(),
                        entry.submission().request().card(),
                        reason,
                        Optional.of(entry.submission().arrivedAt())));
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

    private void survive(List<Work> work, RuntimeException bug) {
        session.rollback();
        copies.clear();
        for (Work item : work) {
            if (item instanceof Work.Decide decide) {
                observer.failed(decide.submission().request(), bug);
                fail(decide.submission(), Reason.SYSTEM_MALFUNCTION);
            }
        }
        running = List.of();
    }

    private void failAll(List<Submission> submissions, Reason reason) {
        submissions.forEach(submission -> fail(submission, reason));
    }

    private void fail(Submission submission, Reason reason) {
        give(submission, Answer.of(reason, submission.request()));
    }

    /** Whether the answer was this one and was taken. */
    private boolean give(Submission submission, Answer answer) {
        try {
            return submission.answer(answer);
        } catch (RuntimeException bug) {
            observer.failed(submission.request(), bug);
            return false;
        }
    }
}
