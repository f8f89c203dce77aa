package io.kessai.authorization.decide;

import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.MessageKey;
import io.kessai.domain.Ratio;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * An authorization as later messages find it: a chain is one.
 *
 * @param id 0 until it is recorded
 * @param key of the message that opened it
 * @param amount what was approved in all, in the transaction's currency
 * @param billed what {@code amount} is in minor units of the account's currency: what a replacement
 *     amount is measured by; 0 where nobody knows
 * @param lowestTarget the lowest total a reversal has set; absent where none was applied
 * @param forwarder DE33 of the message that opened it
 * @param names of the message that opened it
 * @param increments that were asked for, in order; those declined too
 * @param posted what a single message has posted at once and not taken back, in minor units of the
 *     account's currency and in its own direction; 0 for what holds
 * @param spending what it counts for in limits, its increments not included
 */
public record Authorization(
        long id,
        MessageKey key,
        AuthorizationStatus status,
        Direction direction,
        SentAmount amount,
        long billed,
        Hold hold,
        OptionalLong lowestTarget,
        Instant decidedAt,
        String forwarder,
        String approvalCode,
        Names names,
        List<Increment> increments,
        long posted,
        Spending spending) {

    private static final Duration LOOK_BACK = Duration.ofDays(30);

    public Authorization {
        increments = List.copyOf(increments);
    }

    /** Whether it was posted when it was approved, and holds nothing. */
    public boolean isSingleMessage() {
        return key.messageClass().charAt(0) == '2';
    }

    public boolean isFullyReversed() {
        return lowestTarget.isPresent() && lowestTarget.getAsLong() == 0;
    }

    /**
     * Whether a message of the same card may mean this one: they share the network's id, a trace
     * id, a STAN, a retrieval reference or an approval code; of an increment, too. {@link
     * OriginalFinder} then decides whether it does.
     */
    public boolean mayBeMeantBy(AuthorizationRequest request) {
        return isNamedByNetwork(request.references())
                || mayMean(request, key, approvalCode)
                || increments.stream()
                        .anyMatch(added -> mayMean(request, added.key(), added.approvalCode()));
    }

    private static boolean mayMean(
            AuthorizationRequest request, MessageKey key, String approvalCode) {
        References references = request.references();
        return references.original().filter(o -> o.stan().equals(key.stan())).isPresent()
                || shares(key.rrn(), request.key().rrn())
                || shares(approvalCode, references.approvalCode());
    }

    /** What the first message asked for, without its increments; an advice may have changed it. */
    SentAmount firstAmount() {
        long added =
                increments.stream()
                        .filter(Increment::isApproved)
                        .mapToLong(increment -> increment.amount().minorUnits())
                        .sum();
        return new SentAmount(Math.max(0, amount.minorUnits() - added), amount.currency());
    }

    /** Whether a message of the same card names this one as the network does. */
    boolean isNamedByNetwork(References references) {
        return shares(names.networkTransactionId(), references.networkTransactionId())
                || shares(names.traceId(), references.originalTraceId());
    }

    /**
     * How old an authorization may be for a retrieval reference (DE37) or approval code (DE38) of a
     * message of {@code now} to mean it: both are used again.
     */
    public static Instant earliestByNumbers(Instant now) {
        return now.minus(LOOK_BACK);
    }

    private static boolean shares(String mine, String theirs) {
        return !mine.isEmpty() && mine.equals(theirs);
    }

    public Authorization withId(long newId) {
        return copy(
                newId, status, amount, billed, hold, lowestTarget, increments, posted, spending);
    }

    /** The same with another approved amount, as an advice reports it. */
    public Authorization withAmount(SentAmount newAmount, long newBilled) {
        return copy(
                id, status, newAmount, newBilled, hold, lowestTarget, increments, posted, spending);
    }

    /** The same with another status, hold and lowest target. */
    public Authorization changed(
            AuthorizationStatus newStatus, Hold newHold, OptionalLong newLowestTarget) {
        return copy(
                id,
                newStatus,
                amount,
                billed,
                newHold,
                newLowestTarget,
                increments,
                posted,
                spending);
    }

    /** The same with these increments and nothing else changed: as they are read from rows. */
    public Authorization withIncrements(List<Increment> read) {
        return copy(id, status, amount, billed, hold, lowestTarget, read, posted, spending);
    }

    /** The same with this much posted by single messages. */
    Authorization withPosted(long newPosted) {
        return copy(
                id, status, amount, billed, hold, lowestTarget, increments, newPosted, spending);
    }

    /** The same reversed down to a target: what its hold keeps beyond it, or was posted beyond. */
    Authorization reversedTo(long target) {
        return copy(
                        id,
                        status,
                        amount,
                        billed,
                        hold.reversedTo(target),
                        OptionalLong.of(target),
                        increments,
                        Math.min(posted, target),
                        spending)
                .counting(Math.min(counted(), Math.max(target, hold.cleared())));
    }

    /** The same with one more increment, which changes nothing else. */
    Authorization with(Increment refused) {
        return withIncrements(Stream.concat(increments.stream(), Stream.of(refused)).toList());
    }

    /** The same with an increment's amount added, and to what reversals have left of it, too. */
    Authorization incremented(Increment added) {
        return copy(
                id,
                status,
                new SentAmount(
                        Math.addExact(amount.minorUnits(), added.amount().minorUnits()),
                        amount.currency()),
                Math.addExact(billed, added.billed()),
                hold.with(HoldTerm.INCREMENTED, added.billed()),
                raised(added.billed()),
                with(added).increments,
                posted,
                spending);
    }

    /**
     * The same with part of an increment taken back: of the hold as much of it as remains.
     *
     * @param units minor units of the account's currency, at most what the increment stands for
     * @param newStatus of the increment
     */
    Authorization givingBack(
            Increment increment, long units, HoldTerm term, AuthorizationStatus newStatus) {
        long sent =
                increment.billed() == 0
                        ? 0
                        : Ratio.scaleHalfUp(
                                units, increment.amount().minorUnits(), increment.billed());
        long uncounted =
                Math.min(units, Math.min(increment.counted(), counted() - countedAtLeast()));
        Increment less =
                increment.givingBack(units, newStatus).counting(increment.counted() - uncounted);
        return copy(
                id,
                status,
                new SentAmount(Math.max(0, amount.minorUnits() - sent), amount.currency()),
                Math.max(0, billed - units),
                hold.with(term, Math.min(units, hold.remaining())),
                raised(-units),
                increments.stream().map(i -> i.key().equals(less.key()) ? less : i).toList(),
                posted,
                spending);
    }

    /** What the whole chain counts for in limits, in minor units of the account's currency. */
    public long counted() {
        return spending.units() + increments.stream().mapToLong(Increment::counted).sum();
    }

    /** What clearing has taken counts whatever is given back afterwards. */
    long countedAtLeast() {
        return Math.min(counted(), hold.cleared());
    }

    /** The same with nothing counted that clearing has not taken. */
    Authorization uncounted() {
        return counting(countedAtLeast());
    }

    /**
     * The same counting for this much in all. More is counted where the chain began, less is given
     * back from the newest increment on: what moves, moves in the windows where it was counted.
     */
    Authorization counting(long units) {
        long less = Math.max(0, counted() - units);
        List<Increment> counting = new ArrayList<>(increments);
        for (int i = counting.size() - 1; i >= 0; i--) {
            Increment increment = counting.get(i);
            long given = Math.min(less, increment.counted());
            counting.set(i, increment.counting(increment.counted() - given));
            less -= given;
        }
        long change = Math.max(0, units - counted()) - less;
        return copy(
                id,
                status,
                amount,
                billed,
                hold,
                lowestTarget,
                counting,
                posted,
                spending.withUnits(spending.units() + change));
    }

    private OptionalLong raised(long units) {
        return lowestTarget.isPresent()
                ? OptionalLong.of(Math.max(0, Math.addExact(lowestTarget.getAsLong(), units)))
                : lowestTarget;
    }

    private Authorization copy(
            long newId,
            AuthorizationStatus newStatus,
            SentAmount newAmount,
            long newBilled,
            Hold newHold,
            OptionalLong newLowestTarget,
            List<Increment> newIncrements,
            long newPosted,
            Spending newSpending) {
        return new Authorization(
                newId,
                key,
                newStatus,
                direction,
                newAmount,
                newBilled,
                newHold,
                newLowestTarget,
                decidedAt,
                forwarder,
                approvalCode,
                names,
                newIncrements,
                newPosted,
                newSpending);
    }
}
