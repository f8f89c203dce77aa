package io.kessai.authorization;

import java.util.concurrent.ThreadLocalRandom;

/** Draws approval codes (DE38): six digits, no secret. Thread-safe. */
final class ApprovalCodes {

    private static final int BOUND = 1_000_000;

    private ApprovalCodes() {}

    static String next() {
        String digits = Integer.toString(ThreadLocalRandom.current().nextInt(BOUND));
        return "0".repeat(6 - digits.length()) + digits;
    }
}
