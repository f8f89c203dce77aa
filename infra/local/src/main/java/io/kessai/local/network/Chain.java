package io.kessai.local.network;

import java.util.OptionalLong;

/**
 * One authorization with what followed it, as the network's books keep it. Not thread-safe: guarded
 * by its {@link AccountBook}.
 */
final class Chain {
    /** The first message: a request, or an advice without a request before it. */
    final Request first;

    final boolean isCredit;

    /** Held when it was approved, minor units of the account's currency. */
    private long authorized;

    private long remaining;
    private boolean approved;
    private OptionalLong lowestTarget = OptionalLong.empty();

    private Chain(Request first, boolean approved, long held) {
        this.first = first;
        this.isCredit = Amounts.isCredit(first);
        this.approved = approved;
        this.authorized = held;
        this.remaining = held;
    }

    static Chain approved(Request first, long held) {
        return new Chain(first, true, held);
    }

    static Chain declined(Request first) {
        return new Chain(first, false, 0);
    }

    long remaining() {
        return remaining;
    }

    boolean isApproved() {
        return approved;
    }

    boolean isFullyReversed() {
        return lowestTarget.isPresent() && lowestTarget.getAsLong() == 0;
    }

    /**
     * What must stay held after a reversal: nothing, or the replacement amount in the currency of
     * the hold, rounded half-up (section 3.1).
     */
    long targetOf(Request reversal) {
        return convert(Amounts.replacement(reversal));
    }

    /** An amount in DE49 as one in the currency of the hold: rounded half-up. */
    long convert(long amount) {
        return first.amount() == 0
                ? 0
                : (2 * amount * authorized + first.amount()) / (2 * first.amount());
    }

    /** Reverses down to a target; a declined original is only marked, which changes nothing. */
    void reverseTo(long target, Rules rules) {
        if (!approved) {
            return;
        }
        boolean lower = lowestTarget.isEmpty() || target < lowestTarget.getAsLong();
        if (lower) {
            lowestTarget = OptionalLong.of(target);
            remaining =
                    rules.hold(Rule.REVERSAL_RELEASES) ? Math.min(remaining, target) : remaining;
        } else if (!rules.hold(Rule.HIGHER_TARGET_HAS_NO_EFFECT)) {
            remaining = target;
        }
    }

    /** An approved advice for a declined original: a hold at that amount. */
    void approveLate(long amount) {
        approved = true;
        authorized = amount;
        remaining = amount;
    }

    void setTotal(long total) {
        remaining = total;
    }

    void release() {
        remaining = 0;
    }
}
