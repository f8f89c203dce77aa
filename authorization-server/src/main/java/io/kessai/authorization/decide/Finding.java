package io.kessai.authorization.decide;

/** What became of one of the proofs that a message may carry. */
public enum Finding {
    /** The message carries none, and need not. */
    ABSENT,
    /** The message carries none, and the programme asks for one. */
    MISSING,
    /** Nobody verifies it here: the programme has no key for it. */
    UNVERIFIED,
    GOOD,
    /** It is false, or so broken that it proves nothing. */
    BAD
}
