package io.kessai.domain;

/**
 * What an authorization holds of an account: eight terms that only grow, in minor units of the
 * account's currency.
 *
 * <p>{@code remaining = authorized + incremented + raised − lowered − reversed − cleared − released
 * − expired} and is never negative. Over-clearing is not a term: it moves the posted balance only.
 *
 * @param raised by advices that reported a higher total
 * @param lowered by advices that reported a lower total
 * @param cleared taken from the hold by clearing, at most what remained
 * @param released given back by a final clearing, a declined advice or an answer that came too late
 */
public record Hold(
        long authorized,
        long incremented,
        long raised,
        long lowered,
        long reversed,
        long cleared,
        long released,
        long expired) {

    /** Holds nothing: a declined authorization, a verification, a credit. */
    public static final Hold NONE = new Hold(0, 0, 0, 0, 0, 0, 0, 0);

    public Hold {
        long least = Math.min(Math.min(authorized, incremented), Math.min(raised, lowered));
        least = Math.min(least, Math.min(Math.min(reversed, cleared), Math.min(released, expired)));
        if (least < 0) {
            throw new IllegalArgumentException("a term of a hold is negative");
        }
        long grown = Math.addExact(Math.addExact(authorized, incremented), raised);
        if (grown - lowered - reversed - cleared - released - expired < 0) {
            throw new IllegalArgumentException("a hold remains below zero");
        }
    }

    public static Hold of(long authorized) {
        return new Hold(authorized, 0, 0, 0, 0, 0, 0, 0);
    }

    /** What the account still holds for it; never negative. */
    public long remaining() {
        return authorized
                + incremented
                + raised
                - lowered
                - reversed
                - cleared
                - released
                - expired;
    }

    /**
     * What a reversal down to {@code target} gives back: {@code max(0, remaining − max(0, target −
     * cleared))}.
     */
    public long releasedByReversalTo(long target) {
        return Math.max(0, remaining() - Math.max(0, target - cleared));
    }

    /** The hold after a reversal down to {@code target}. */
    public Hold reversedTo(long target) {
        return with(HoldTerm.REVERSED, releasedByReversalTo(target));
    }

    /** Signed change that makes {@code remaining = max(0, total − cleared)}. */
    public long changeToTotal(long total) {
        return Math.max(0, total - cleared) - remaining();
    }

    /** The hold with one of its terms grown by {@code amount} (not negative). */
    public Hold with(HoldTerm term, long amount) {
        return switch (term) {
            case AUTHORIZED -> copy(amount, 0, 0, 0, 0, 0, 0, 0);
            case INCREMENTED -> copy(0, amount, 0, 0, 0, 0, 0, 0);
            case RAISED -> copy(0, 0, amount, 0, 0, 0, 0, 0);
            case LOWERED -> copy(0, 0, 0, amount, 0, 0, 0, 0);
            case REVERSED -> copy(0, 0, 0, 0, amount, 0, 0, 0);
            case CLEARED -> copy(0, 0, 0, 0, 0, amount, 0, 0);
            case RELEASED -> copy(0, 0, 0, 0, 0, 0, amount, 0);
            case EXPIRED -> copy(0, 0, 0, 0, 0, 0, 0, amount);
        };
    }

    private Hold copy(long a, long i, long up, long down, long rev, long c, long rel, long e) {
        return new Hold(
                Math.addExact(authorized, a),
                Math.addExact(incremented, i),
                Math.addExact(raised, up),
                Math.addExact(lowered, down),
                Math.addExact(reversed, rev),
                Math.addExact(cleared, c),
                Math.addExact(released, rel),
                Math.addExact(expired, e));
    }
}
