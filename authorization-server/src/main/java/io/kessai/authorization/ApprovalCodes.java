package io.kessai.authorization;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Draws approval codes (DE38): six digits, no secret. One after the other, from a random one on:
 * none of one server comes again before a million others, and neighbours share a page of the index
 * by which an authorization is found. Thread-safe.
 */
final class ApprovalCodes {

    private static final int BOUND = 1_000_000;

    private static final AtomicInteger LAST =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(BOUND));

    private ApprovalCodes() {}

    static String next() {
        String digits = Integer.toString(LAST.updateAndGet(last -> (last + 1) % BOUND));
        return "0".repeat(6 - digits.length()) + digits;
    }
}
