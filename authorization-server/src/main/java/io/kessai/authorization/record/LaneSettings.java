package io.kessai.authorization.record;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;

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
 * @param fileUpdateNetworks whom a block of a card is told
 * @throws IllegalArgumentException where these contradict each other
 */
public record LaneSettings(
        int lanes,
        int batchLimit,
        int queueLimit,
        Duration storeTimeout,
        Duration lockTimeout,
        Duration probeInterval,
        ZoneId zone,
        Set<String> fileUpdateNetworks) {

    /** As many take a tenth of a second: more would come near what a statement may take. */
    private static final int BATCH_LIMIT_MAX = 1_024;

    /** The same, and nobody is told of blocked cards. */
    public LaneSettings(
            int lanes,
            int batchLimit,
            int queueLimit,
            Duration storeTimeout,
            Duration lockTimeout,
            Duration probeInterval,
            ZoneId zone) {
        this(
                lanes,
                batchLimit,
                queueLimit,
                storeTimeout,
                lockTimeout,
                probeInterval,
                zone,
                Set.of());
    }

    public LaneSettings {
        fileUpdateNetworks = Set.copyOf(fileUpdateNetworks);
        check(lanes > 0, "there must be a lane");
        check(queueLimit > 0, "the queue limit must be positive");
        check(
                batchLimit > 0 && batchLimit <= BATCH_LIMIT_MAX,
                "the batch limit must be 1 to " + BATCH_LIMIT_MAX);
        check(lockTimeout.isPositive(), "the lock timeout must be positive");
        check(
                lockTimeout.multipliedBy(10).compareTo(storeTimeout.multipliedBy(9)) < 0,
                "the lock timeout must be below nine tenths of the store timeout");
        check(probeInterval.isPositive(), "the probe interval must be positive");
    }

    private static void check(boolean holds, String refusal) {
        if (!holds) {
            throw new IllegalArgumentException(refusal);
        }
    }
}
