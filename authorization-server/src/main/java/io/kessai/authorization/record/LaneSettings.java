package io.kessai.authorization.record;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How decisions are recorded.
 *
 * @param lanes how many, each with one database connection of its own
 * @param batchLimit the most messages that one transaction takes
 * @param queueLimit the most messages that wait for a lane; one more is answered OVERLOADED at once
 * @param storeTimeout after which a statement that has not ended means that the database is away
 * @param lockTimeout how long a transaction waits for a lock before it is tried again
 * @param probeInterval between two probes of a database that is away
 * @param zone the programme's
 */
public record LaneSettings(
        int lanes,
        int batchLimit,
        int queueLimit,
        Duration storeTimeout,
        Duration lockTimeout,
        Duration probeInterval,
        ZoneId zone) {}
