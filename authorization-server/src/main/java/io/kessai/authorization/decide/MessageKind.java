package io.kessai.authorization.decide;

/** What a message is to the decision, whichever dialect it came in. */
public enum MessageKind {
    /** 0100, 0101. */
    AUTHORIZATION,
    /** 0120, 0121: stand-in or the terminal has decided. */
    ADVICE,
    /** 0400, 0401. */
    REVERSAL,
    /** 0420, 0421. */
    REVERSAL_ADVICE,
    /** 0800 with DE70 201: the network's business day has ended. Without card and effect. */
    CUTOVER,
    /** 0620, 0621: the network tells something, which is kept. Without effect. */
    ADMINISTRATIVE,
    /** Anything else with a readable header: answered, journaled, without effect. */
    UNSUPPORTED;

    /** Whether the sender reports what has happened and takes no refusal. */
    public boolean reports() {
        return this == ADVICE || this == REVERSAL_ADVICE || this == ADMINISTRATIVE;
    }
}
