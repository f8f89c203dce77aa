package io.kessai.authorization.link;

import io.kessai.iso8583.Mti;

/**
 * What happens on links, for logs and metrics. Never carries content of messages.
 *
 * <p>The records' names and components are what is logged: they are stable.
 */
public sealed interface LinkEvent {

    /** The link's name in configuration. */
    String link();

    /** Whether somebody must act: logged as a warning. */
    default boolean isAlarm() {
        return false;
    }

    /** A link takes connections. */
    record LinkListening(String link, String host, int port) implements LinkEvent {}

    /** A link dials these hosts from now on, in this order. */
    record LinkDialling(String link, String hosts) implements LinkEvent {}

    /**
     * A host could not be reached. No content was sent, so the fault's text holds none.
     *
     * @param retryMillis the wait until the next host is dialled, milliseconds
     */
    record DialFailed(String link, String host, String fault, long retryMillis)
            implements LinkEvent {}

    /** Every host was dialled and none let us sign on: told once, until one does. */
    record NetworkUnreachable(String link, String hosts) implements LinkEvent {
        @Override
        public boolean isAlarm() {
            return true;
        }
    }

    /** A connection is open, after its TLS handshake where there is one. */
    record LinkConnected(String link, long connection, String peer) implements LinkEvent {}

    /** A connection over the limit was closed at once: the peer may be left without a link. */
    record ConnectionRefused(String link, String peer, int limit) implements LinkEvent {
        @Override
        public boolean isAlarm() {
            return true;
        }
    }

    /** A socket closed before its TLS handshake was through, or had no acceptable certificate. */
    record HandshakeFailed(String link, String fault) implements LinkEvent {}

    /** Somebody signed on or off. */
    record LinkStateChanged(String link, long connection, LinkState before, LinkState after)
            implements LinkEvent {}

    /**
     * A connection is closed.
     *
     * @param state it was in
     */
    record LinkClosed(String link, long connection, CloseReason reason, LinkState state)
            implements LinkEvent {
        @Override
        public boolean isAlarm() {
            return reason.isAlarm();
        }
    }

    /** A message with a readable MTI, and what the link did with it. */
    record MessageReceived(String link, long connection, Mti mti, MessageOutcome outcome)
            implements LinkEvent {}

    /** A payload that nothing is answered to, and the rule of the codec or the link it met. */
    record MessageDropped(String link, long connection, String rule) implements LinkEvent {}

    /** The network's business day has ended (0800/201). */
    record CutoverReceived(String link, long connection) implements LinkEvent {}

    /**
     * The flow or the link itself failed on a message or its outcome: a bug of ours.
     *
     * @param fault the exception's class: its text might hold card data
     */
    record FlowFailed(String link, long connection, String fault) implements LinkEvent {
        @Override
        public boolean isAlarm() {
            return true;
        }
    }

    /**
     * A link is closed for shutdown.
     *
     * @param unanswered messages that the drain limit cut off
     */
    record LinkDrained(String link, int unanswered) implements LinkEvent {
        @Override
        public boolean isAlarm() {
            return unanswered > 0;
        }
    }
}
