package io.kessai.authorization.link;

/** What became of an answer. */
public enum Delivery {
    /** Handed to the operating system whole; whether the peer read it is not known. */
    WRITTEN,
    /** The connection closed first, or its outbound buffer was over the limit. */
    UNDELIVERED
}
