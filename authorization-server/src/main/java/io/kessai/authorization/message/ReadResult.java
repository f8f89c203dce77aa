package io.kessai.authorization.message;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;

/** What a message turned out to be. */
public sealed interface ReadResult {

    /** One to decide. */
    record Readable(AuthorizationRequest request) implements ReadResult {}

    /**
     * One that rejects an answer of ours (0190).
     *
     * @param key of the message that was answered
     */
    record Rejected(MessageKey key, PanToken card) implements ReadResult {}

    /**
     * One that misses what a decision needs, or says it so that it cannot be read.
     *
     * @param field the first bad field, as DE44 names it
     * @param rule what it breaks, without content
     */
    record Unreadable(int field, String rule) implements ReadResult {}
}
