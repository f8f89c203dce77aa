package io.kessai.authorization.watch;

import java.time.Instant;

/** Where a watcher begins. */
public sealed interface Begin {

    /** With what is committed from now on. */
    record FromNow() implements Begin {}

    /** With the first event that is kept. */
    record FromStart() implements Begin {}

    /** With the events recorded then or later. */
    record Since(Instant moment) implements Begin {}

    /** After what an earlier watch has given. */
    record After(Position position) implements Begin {}
}
