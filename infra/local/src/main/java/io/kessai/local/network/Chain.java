package io.kessai.local.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One authorization with what followed it, as the network's books keep it. Not thread-safe: guarded
 * by its {@link AccountBook}.
 */
final class Chain {
    /** The first message: a request, or an advice without a request before it. */
    final Request first;

    final boolean isCredit;

    /** DE4 as last reported, and what that is in minor units of the account's currency. */
    private long reported;

    private long billed;

    private long remaining;

    /** What a single message has posted and not taken back, in its own direction. */
    private long posted;

    /** Whether a single message has posted what this one was authorized for. */
    private boolean completed;

    /** Held when it was approved, be it late; minor units of the account's currency. */
    private long authorized;

    /** DE4 of the advice that approved it after all; 0 where its answer tells. */
    private long reportedLate;

    /** What was approved in all, as the last advice had it; reversals leave it. */
    private long total;

    private boolean approved;

    /** Whether a reversal or an advice came after it. */
    private boolean followed;

    private OptionalLong lowestTarget = OptionalLong.empty();

    private final List<Added> added = new ArrayList<>();

    /** What the first message counts for in limits; what was added counts for itself. */
    private long counted;

    /** What completions took of what it held. */
    private long cleared;

    /** A message that added to the chain, or was refused that. */
    static final class Added {
        private final Request message;
        private final long billed;

        /** What it still stands for, in minor units of the account's currency. */
        private long stands;

        private long counted;

        private Added(Request message, long billed, boolean approved) {
            this.message = message;
            this.billed = billed;
            this.stands = approved ? billed : 0;
            this.counted = stands;
        }

        Request message() {
            return message;
        }

        /** What a reversal leaves of it, rounded half-up. */
        private long targetOf(Request reversal) {
            long amount = message.amount();
            return (2 * Amounts.replacement(reversal) * billed + amount) / (2 * amount);
        }
    }

    private Chain(Request first, boolean approved, long billed) {
        this.first = first;
        this.isCredit = Amounts.isCredit(first);
        this.approved = approved;
        this.reported = first.amount();
        this.billed = billed;
        long given = approved ? billed : 0;
        this.remaining = isSingle() ? 0 : given;
        this.posted = isSingle() ? given : 0;
        this.authorized = given;
        this.total = given;
        this.counted = isCredit ? 0 : given;
    }

    static Chain approved(Request first, long held) {
        return new Chain(first, true, held);
    }

    /**
     * @param billed what was asked, in the account's currency
     */
    static Chain declined(Request first, long billed) {
        return new Chain(first, false, billed);
    }

    long remaining() {
        return remaining;
    }

    /** What all of it counts for in limits, in minor units of the account's currency. */
    long counted() {
        return counted + added.stream().mapToLong(each -> each.counted).sum();
    }

    /** Whether it is one of the authorizations that limits count. */
    boolean isCounted() {
        return counted > 0;
    }

    /** Whether any reversal has come for it. */
    boolean isReversed() {
        return lowestTarget.isPresent();
    }

    /** More counts where the chain began; less comes off what was added last. */
    void count(long units) {
        long less = Math.max(0, counted() - units);
        counted += Math.max(0, units - counted());
        for (Added newest : added.reversed()) {
            long given = Math.min(less, newest.counted);
            newest.counted -= given;
            less -= given;
        }
        counted -= less;
    }

    private void countAtMost(long units) {
        count(Math.min(counted(), Math.max(units, cleared)));
    }

    /** Whether it was posted when it was approved, and holds nothing. */
    boolean isSingle() {
        return isSingle(first);
    }

    /** Whether a message is posted when it is approved: 0200, 0220. */
    static boolean isSingle(Request message) {
        return message.messageClass().startsWith("2");
    }

    boolean isCompleted() {
        return completed;
    }

    /** What it has added to the account's balance; negative of a debit. */
    long effectOnPosted() {
        return isCredit ? posted : -posted;
    }

    /**
     * A single message has posted part of it.
     *
     * @param isLast whether what is left goes back
     */
    void complete(long amount, boolean isLast, Rules rules) {
        followed = true;
        completed = true;
        cleared += Math.min(amount, remaining);
        if (rules.hold(Rule.COMPLETION_RELEASES_THE_HOLD)) {
            remaining = isLast ? 0 : Math.max(0, remaining - amount);
        }
    }

    /** A financial advice says what of a single message stands. */
    void confirm(Request advice, long amount, Rules rules) {
        followed = true;
        approved = true;
        posted = Math.min(amount, lowestTarget.orElse(amount));
        count(isCredit ? 0 : posted);
        total = amount;
        measureBy(advice, amount, rules);
    }

    boolean isApproved() {
        return approved;
    }

    boolean isFollowed() {
        return followed;
    }

    long authorized() {
        return authorized;
    }

    long reportedLate() {
        return reportedLate;
    }

    long total() {
        return total;
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
        return reported == 0 ? 0 : (2 * amount * billed + reported) / (2 * reported);
    }

    /** Reverses down to a target; a declined original is only marked, which changes nothing. */
    void reverseTo(long target, Rules rules) {
        followed = true;
        if (!approved) {
            return;
        }
        boolean lower = lowestTarget.isEmpty() || target < lowestTarget.getAsLong();
        if (lower) {
            lowestTarget = OptionalLong.of(target);
            remaining =
                    rules.hold(Rule.REVERSAL_RELEASES) ? Math.min(remaining, target) : remaining;
            posted =
                    rules.hold(Rule.REVERSAL_TAKES_BACK_WHAT_WAS_POSTED)
                            ? Math.min(posted, target)
                            : posted;
            if (rules.hold(Rule.REVERSAL_GIVES_BACK_WHAT_IT_COUNTED)) {
                countAtMost(target);
            }
        } else if (!rules.hold(Rule.HIGHER_TARGET_HAS_NO_EFFECT)) {
            remaining = target;
        }
    }

    /** A reversal that came before this was declined: what an advice reports is bound by it. */
    void bindTo(long target) {
        lowestTarget = OptionalLong.of(target);
    }

    /** An approved advice for a declined original: a hold at that amount, or what binds it. */
    void approveLate(Request advice, long amount) {
        reportedLate = advice.amount();
        followed = true;
        approved = true;
        remaining = Math.min(amount, lowestTarget.orElse(amount));
        count(isCredit ? 0 : remaining);
        authorized = amount;
        total = amount;
    }

    /** An advice has reported another amount: replacement amounts are shares of that. */
    void measureBy(Request advice, long amount, Rules rules) {
        if (rules.hold(Rule.REPLACEMENT_IS_MEASURED_BY_THE_LAST_REPORT)) {
            reported = advice.amount();
            billed = amount;
        }
    }

    void setTotal(long amount) {
        followed = true;
        remaining = amount;
        total = amount;
        count(amount);
    }

    Stream<Added> added() {
        return added.stream();
    }

    /** Whether something may be added: approved, and something of it is still held. */
    boolean isOpen() {
        return approved && remaining > 0;
    }

    /**
     * An approved increment.
     *
     * @param units in the account's currency
     * @param reversed the reversal of it that came before
     */
    void add(Request increment, long units, Optional<Request> reversed, Rules rules) {
        Added fresh = new Added(increment, rules.hold(Rule.INCREMENT_ADDS) ? units : 0, true);
        fresh.counted = rules.hold(Rule.INCREMENT_COUNTS) ? fresh.counted : 0;
        added.add(fresh);
        grow(increment.amount(), fresh.billed, rules);
        reversed.ifPresent(reversal -> reverse(fresh, reversal, rules));
    }

    /** A declined increment: it stands apart, so that its reversal does not mean the chain. */
    void refuse(Request increment, long units) {
        followed = true;
        added.add(new Added(increment, units, false));
    }

    /** Takes an increment back, down to what the reversal leaves of it. */
    void reverse(Added increment, Request reversal, Rules rules) {
        long units = increment.stands - increment.targetOf(reversal);
        if (units > 0) {
            increment.stands -= units;
            long amount =
                    (2 * units * increment.message.amount() + increment.billed)
                            / (2 * increment.billed);
            long cleared = Math.min(counted(), this.cleared);
            increment.counted -= Math.min(units, Math.min(increment.counted, counted() - cleared));
            grow(-amount, -units, rules);
        }
    }

    private void grow(long amount, long units, Rules rules) {
        followed = true;
        reported += amount;
        billed += units;
        total += units;
        remaining = Math.max(0, remaining + units);
        if (lowestTarget.isPresent() && rules.hold(Rule.LOWEST_TARGET_GROWS_WITH_ITS_CHAIN)) {
            lowestTarget = OptionalLong.of(Math.max(0, lowestTarget.getAsLong() + units));
        }
    }

    void release() {
        followed = true;
        if (remaining > 0 || posted > 0) {
            countAtMost(0);
        }
        remaining = 0;
        posted = 0;
    }
}
