package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;

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

    /** Approvals could not be taken back; it is tried again with the lane's next messages. */
    void takeBackFailed(Exception cause);

    /** The database went away or came back. */
    void store(boolean isAway, String cause);

    /** Why a batch is run again. */
    enum RetryReason {
        /** Must stay zero: all programs lock in one order. */
        DEADLOCK,
        LOCK_TIMEOUT,
        /** Another server journaled a key first. */
        KEY_TAKEN,
        /** One of its messages fails: they are run one by one. */
        CULPRIT_SOUGHT
    }
}
