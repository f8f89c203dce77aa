package io.kessai.authorization.record;

import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import java.time.Instant;
import java.util.Optional;

/** What queues up for a lane. */
sealed interface Work {

    /** The card whose lane it is. */
    PanToken card();

    /** A message to decide. */
    record Decide(Submission submission) implements Work {
        @Override
        public PanToken card() {
            return submission.request().card();
        }
    }

    /**
     * An approval to take back, if it was committed at all: it was late, undelivered, rejected, or
     * nobody knows.
     *
     * @param reason the journal's word for it
     * @param arrivedAt of the very message that was approved; empty for whichever has the key. What
     *     one server has lost another may have decided anew, and answered
     */
    record TakeBack(MessageKey key, PanToken card, UndoReason reason, Optional<Instant> arrivedAt)
            implements Work {}
}
