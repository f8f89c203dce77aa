package io.kessai.clearing.collect;

/** What became of a file of the drop folder. The names are stored and shown: stable words. */
public enum Outcome {
    /** It is in the inbox, and sealed in this host's archive; the plain file is gone. */
    COLLECTED,
    /** The same content came under the same name before; the plain file is gone. */
    ALREADY_COLLECTED,
    /** It is in the inbox and sealed, but the plain file could not be deleted. */
    NOT_REMOVED,
    /** It has no byte. It stays: ask the sender for the whole file again, then delete it. */
    EMPTY,
    /** Its name says that it is still being transferred. */
    HALF_WRITTEN,
    /** Its size or date changed while it was looked at. */
    GROWING,
    /** Another program has it open, or this one may not read it. */
    LOCKED,
    /** It went away while it was looked at. */
    VANISHED
}
