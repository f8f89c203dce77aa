package io.kessai.authorization.record;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The approvals a lane owes to take back: in one transaction as far as that works. A set that fails
 * is run again one by one, so that only the culprit waits, after each attempt twice as long. What
 * the database does not take stays owed.
 *
 * <p>Used by its lane's thread.
 */
final class TakeBacks {

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** How long the last try before the lane ends may take. */
    private static final Duration LAST_TRY = Duration.ofSeconds(5);

    private final LaneSession session;
    private final Transactions transactions;
    private final RecordObserver observer;
    private final List<Work.TakeBack> fresh = new ArrayList<>();
    private final List<Debt> owed = new ArrayList<>();

    /**
     * Approvals to take back in one transaction.
     *
     * @param attempts how often that failed
     * @param notBefore {@link System#nanoTime} of the next attempt
     */
    private record Debt(List<Work.TakeBack> undos, int attempts, long notBefore) {

        static Debt dueNow(List<Work.TakeBack> undos) {
            return new Debt(undos, 0, System.nanoTime());
        }

        boolean isDue() {
            return System.nanoTime() - notBefore >= 0;
        }

        List<Debt> oneByOne() {
            return undos.stream().map(undo -> dueNow(List.of(undo))).toList();
        }

        Debt putOff() {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
            Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
            return new Debt(undos, attempts + 1, System.nanoTime() + bounded.toNanos());
        }
    }

    TakeBacks(LaneSession session, Transactions transactions, RecordObserver observer) {
        this.session = session;
        this.transactions = transactions;
        this.observer = observer;
    }

    void owe(Work.TakeBack undo) {
        fresh.add(undo);
    }

    /**
     * Takes back what is owed and due. Messages wait meanwhile: it ends with the first lock that it
     * waited for in vain.
     */
    void settle() {
        takeUp();
        for (Debt debt : List.copyOf(owed)) {
            if (debt.isDue() && !settle(debt)) {
                return;
            }
        }
    }

    /**
     * The last try before the lane ends; what stays owed holds until repeat, reversal or expiry.
     */
    void settleAtEnd() {
        takeUp();
        long end = System.nanoTime() + LAST_TRY.toNanos();
        for (int round = 0; round < 2; round++) {
            for (Debt debt : List.copyOf(owed)) {
                if (System.nanoTime() - end < 0) {
                    settle(debt);
                }
            }
        }
        if (!owed.isEmpty()) {
            observer.notTakenBack(owed.stream().mapToInt(debt -> debt.undos().size()).sum());
        }
    }

    /** What is new goes first: what failed before may fail again. */
    private void takeUp() {
        if (!fresh.isEmpty()) {
            owed.addFirst(Debt.dueNow(List.copyOf(fresh)));
            fresh.clear();
        }
    }

    /** Whether the next may be tried at once. */
    private boolean settle(Debt debt) {
        Optional<LaneConnection> open = session.open();
        if (open.isEmpty()) {
            return false;
        }
        try {
            int takenBack = transactions.takeBack(open.get(), debt.undos());
            open.get().commit();
            owed.remove(debt);
            observer.takenBack(takenBack);
            return true;
        } catch (SQLException e) {
            return failed(debt, e);
        } catch (RuntimeException e) {
            refused(debt, e);
            return true;
        }
    }

    private boolean failed(Debt debt, SQLException cause) {
        if (SqlFailure.losesConnection(cause)) {
            session.lose(cause);
            return false;
        }
        if (SqlFailure.lacksResources(cause)) {
            observer.lackedResources(cause.getSQLState());
            session.rollback();
            owed.remove(debt);
            owed.add(debt.putOff());
            return false;
        }
        Optional<RecordObserver.RetryReason> retry = SqlFailure.retry(cause);
        if (retry.isEmpty()) {
            refused(debt, cause);
            return true;
        }
        observer.retried(retry.get());
        putOff(debt);
        return false;
    }

    private void refused(Debt debt, Exception cause) {
        if (debt.undos().size() == 1) {
            observer.takeBackFailed(debt.undos().getFirst().key(), debt.attempts() + 1, cause);
        } else {
            observer.retried(RecordObserver.RetryReason.CULPRIT_SOUGHT);
        }
        putOff(debt);
    }

    private void putOff(Debt debt) {
        session.rollback();
        owed.remove(debt);
        if (debt.undos().size() == 1) {
            owed.add(debt.putOff());
        } else {
            owed.addAll(0, debt.oneByOne());
        }
    }
}
