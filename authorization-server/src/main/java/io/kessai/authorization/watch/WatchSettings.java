package io.kessai.authorization.watch;

import java.time.Duration;

/**
 * How events are given.
 *
 * @param watchersMax at one time; each has a connection of its own
 * @param pollInterval between two looks for new events
 * @param heartbeat after which one to whom nothing happens is told its position
 */
public record WatchSettings(int watchersMax, Duration pollInterval, Duration heartbeat) {}
