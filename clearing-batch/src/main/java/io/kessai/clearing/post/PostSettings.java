package io.kessai.clearing.post;

import java.time.Duration;

/**
 * How politely {@code post} works.
 *
 * @param chunkRecords how many records a transaction books at most; a few hundred keep it under 50
 *     ms
 * @param lockTimeout how long one account's lock is waited for
 */
public record PostSettings(int chunkRecords, Duration lockTimeout) {

    public static final PostSettings DEFAULT = new PostSettings(500, Duration.ofSeconds(2));

    public PostSettings {
        if (chunkRecords < 1) {
            throw new IllegalArgumentException("a chunk has at least one record");
        }
    }
}
