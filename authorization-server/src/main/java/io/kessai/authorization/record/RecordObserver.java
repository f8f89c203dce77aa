package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.domain.MessageKey;

/** Told what happens while decisions are recorded. Called on lane threads, must not block. */
public interface RecordObserver {

    /** A batch was committed. */
    void committed(int messages, long nanos);

    /** A batch was rolled back and is run again. */
    void retried(RetryReason reason);

    /** A message was answered SYSTEM_MALFUNCTION; somebody has to look at it. */
    void failed(AuthorizationRequest request, Exception cause);

    /** Approvals were taken back. */
    void takenBack(int approvals);

    /**
     * An approval could not be taken back; it is tried again, each time after a longer wait.
     *
     * @param attempts how often it was tried alone
     */
    void takeBackFailed(MessageKey key, int attempts, Exception cause);

    /** A lane ended with approvals still to be taken back: they hold until repeat or expiry. */
    void notTakenBack(int approvals);

    /**
     * The database lives but could not take one lane's transaction, for want of disk, memory or
     * connections: its messages are answered STORE_UNAVAILABLE, the next ones try again.
     *
     * @param sqlState of class 53 or 58
     */
    void lackedResources(String sqlState);

    /** The database went away or came back. */
    void store(boolean isAway, String cause);

    /**
     * A lane's session found that the database may lose what it commits.
     *
     * @param setting such as {@code fsync=off}
     */
    default void notDurable(String setting) {}

    /** The thread that watches the lanes met a bug of ours, and goes on. */
    default void watchFailed(RuntimeException bug) {}

    /** Fewer days than there should be have a journal partition of their own. */
    default void partitionsRunOut(int daysAhead) {}

    /** Partitions could not be looked after; it is tried again. */
    default void partitionsFailed(Exception cause) {}

    /** Why a batch is run again. */
    enum RetryReason {
        /** Must stay zero: all programs lock in one order. */
        DEADLOCK,
        LOCK_TIMEOUT,
        /** Another server journaled a key first. */
        KEY_TAKEN,
        /** One of its messages fails: its halves are run apart. */
        CULPRIT_SOUGHT
    }
}
