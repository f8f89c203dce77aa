package io.kessai.authorization.decide;

/** What a message is to the decision, whichever dialect it came in. */
public enum MessageKind {
    /** 0100, 0101. */
    AUTHORIZATION,
    /** 0120, 0121: stand-in or the terminal has decided. */
    ADVICE,
    /** 0200, 0201: as an authorization, but posted at once. */
    FINANCIAL,
    /** 0220, 0221: what was done already, to be posted; of an open authorization its completion. */
    FINANCIAL_ADVICE,
    /** 0400, 0401. */
    REVERSAL,
    /** 0420, 0421. */
    REVERSAL_ADVICE,
    /** 0800 with DE70 201: the network's business day has ended. Without card and effect. */
    CUTOVER,
    /** 0620, 0621: the network tells something, which is kept. Without effect. */
    ADMINISTRATIVE,
    /** 0302 that blocks a card, on a link that allows it. */
    CARD_BLOCK,
    /** Anything else with a readable header: answered, journaled, without effect. */
    UNSUPPORTED;

    /** Whether the sender reports what has happened and takes no refusal. */
    public boolean reports() {
        return switch (this) {
            case ADVICE, FINANCIAL_ADVICE, REVERSAL_ADVICE, ADMINISTRATIVE -> true;
            case AUTHORIZATION, FINANCIAL, REVERSAL, CUTOVER, CARD_BLOCK, UNSUPPORTED -> false;
        };
    }

    /** Whether it asks for a decision, whose approval is worth nothing if it is not given. */
    public boolean asks() {
        return this == AUTHORIZATION || this == FINANCIAL;
    }

    /** Whether what it approves is posted at once and holds nothing. */
    public boolean posts() {
        return this == FINANCIAL || this == FINANCIAL_ADVICE;
    }

    /** Whether it reports what stand-in or the terminal has decided. */
    public boolean advises() {
        return this == ADVICE || this == FINANCIAL_ADVICE;
    }

    /** Whether it opens an authorization or changes one, and may have been reversed before. */
    public boolean authorizes() {
        return asks() || advises();
    }
}
