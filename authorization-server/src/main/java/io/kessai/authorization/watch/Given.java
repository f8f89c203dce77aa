package io.kessai.authorization.watch;

/** An event, and how far its watcher has seen everything once it has this. */
record Given(WatchedEvent event, Position position) {}
