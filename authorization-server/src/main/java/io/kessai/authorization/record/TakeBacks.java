package io.kessai.authorization.record;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The approvals a lane owes to take back. What the database does not take now stays owed, and is
 * tried again after a while, so that one locked account does not stop the lane.
 *
 * <p>Used by its lane's thread.
 */
final class TakeBacks {

    private static final long AGAIN_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final LaneSession session;
    private final Transactions transactions;
    private final RecordObserver observer;
    private final List<Work.TakeBack> owed = new ArrayList<>();
    private long notBefore = System.nanoTime();

    TakeBacks(LaneSession session, Transactions transactions, RecordObserver observer) {
        this.session = session;
        this.transactions = transactions;
        this.observer = observer;
    }

    void owe(Work.TakeBack undo) {
        owed.add(undo);
    }

    /** Takes back what is owed, unless that failed a moment ago. */
    void settle() {
        if (System.nanoTime() - notBefore >= 0) {
            settleNow();
        }
    }

    void settleNow() {
        if (owed.isEmpty()) {
            return;
        }
        Optional<LaneConnection> open = session.open();
        if (open.isEmpty()) {
            return;
        }
        try {
            int takenBack = transactions.takeBack(open.get(), owed);
            open.get().commit();
            owed.clear();
            observer.takenBack(takenBack);
        } catch (SQLException e) {
            failed(e);
        } catch (RuntimeException e) {
            putOff();
            observer.takeBackFailed(e);
        }
    }

    /**
     * The last try before the lane ends; what stays owed holds until repeat, reversal or expiry.
     */
    void settleAtEnd() {
        settleNow();
        if (!owed.isEmpty()) {
            observer.takeBackFailed(
                    new IllegalStateException(owed.size() + " approvals still to be taken back"));
        }
    }

    private void failed(SQLException cause) {
        if (SqlFailure.losesConnection(cause)) {
            session.lose(cause);
            return;
        }
        putOff();
        SqlFailure.retry(cause)
                .ifPresentOrElse(observer::retried, () -> observer.takeBackFailed(cause));
    }

    private void putOff() {
        session.rollback();
        notBefore = System.nanoTime() + AGAIN_AFTER_NANOS;
    }
}
