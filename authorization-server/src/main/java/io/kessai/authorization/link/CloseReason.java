package io.kessai.authorization.link;

import java.util.Locale;

/** Why a connection closed, and whether somebody must look at it. */
public enum CloseReason {
    /** The peer closed or reset it. */
    PEER_CLOSED(false),
    /** A length header was no length, or one over the limit. */
    FRAME_UNREADABLE(false),
    /** Our echo stayed unanswered. */
    ECHO_UNANSWERED(true),
    /** The network answered our sign-on with anything but DE39 00. */
    SIGN_ON_REFUSED(true),
    /** Our sign-on stayed unanswered. */
    SIGN_ON_UNANSWERED(true),
    /** The peer does not read: its answers were over the outbound limit. */
    OUTBOUND_OVER_LIMIT(true),
    /** We shut down. */
    SHUTDOWN(false);

    private final boolean alarm;

    CloseReason(boolean alarm) {
        this.alarm = alarm;
    }

    /** Whether somebody must act. */
    public boolean isAlarm() {
        return alarm;
    }

    /** The stable word, such as {@code echo-unanswered}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
