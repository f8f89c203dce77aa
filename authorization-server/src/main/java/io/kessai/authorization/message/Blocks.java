package io.kessai.authorization.message;

import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;

/** Whether the network behind a link may block cards by file updates (0302). */
public enum Blocks {
    REFUSED,
    ALLOWED;

    /** Whether this message is a block, and may be. */
    boolean allows(DialectFacts facts, Message message) {
        return this == ALLOWED && facts.isCardBlock(message);
    }
}
