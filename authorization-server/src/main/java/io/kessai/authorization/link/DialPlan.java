package io.kessai.authorization.link;

import java.time.Duration;

/**
 * Which host is dialled next, and when: the others at once, and after the last of them the first
 * again, each round after a longer wait. A connection that signed on starts all of it anew.
 *
 * <p>Pure. Specification: DialPlanTest.
 *
 * @param hosts how many there are
 * @param host the index of the one to dial now
 * @param waits how many waits there were since a connection last signed on
 */
record DialPlan(int hosts, Backoff backoff, int host, int waits) {

    /**
     * What comes after a connection, or an attempt at one.
     *
     * @param isRoundOver whether no host was left that had not failed
     */
    record Next(DialPlan plan, Duration delay, boolean isRoundOver) {}

    /** The first host, at once. */
    static DialPlan start(int hosts, Backoff backoff) {
        return new DialPlan(hosts, backoff, 0, 0);
    }

    /**
     * After this host could not be reached, or did not let us sign on.
     *
     * @param chance from 0 to below 1
     */
    Next afterFailure(double chance) {
        return host + 1 < hosts
                ? new Next(new DialPlan(hosts, backoff, host + 1, waits), Duration.ZERO, false)
                : new Next(
                        new DialPlan(hosts, backoff, 0, waits + 1),
                        backoff.after(waits, chance),
                        true);
    }

    /**
     * After a connection that had signed on has closed.
     *
     * @param chance from 0 to below 1
     */
    Next afterSignedOn(double chance) {
        return new Next(new DialPlan(hosts, backoff, 0, 1), backoff.after(0, chance), false);
    }
}
