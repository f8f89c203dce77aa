package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.DayAuthorization;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The networks' own books of clearing: what must come of every record, and what every account must
 * have posted and held.
 *
 * <p>Written from docs/clearing.md alone; shares no rule with the clearing program. Records are
 * entered in the order in which they are delivered. Not thread-safe.
 */
public final class ClearingBooks {

    /** An account: signed balance, and what is held, minor units. */
    public record Balance(long posted, long held) {}

    /** From this part more than was authorized nobody tolerates it, whatever is bought. */
    private static final int OVER_PERCENT = 50;

    private final SortedMap<Integer, Balance> balances = new TreeMap<>();
    private final Map<Integer, Long> holds = new HashMap<>();
    private final Map<Integer, Integer> holders = new HashMap<>();

    /** By authorization: days from the first night to the last of its hold. */
    private final Map<Integer, Integer> lasting = new HashMap<>();

    /** By authorization: what was cleared of it, in the transaction currency. */
    private final Map<Integer, Long> cleared = new HashMap<>();

    /** By reference: the authorization that it cleared. */
    private final Map<String, Integer> clearedUnder = new HashMap<>();

    /** By reference: what is booked under it, signed as it changed the balance. */
    private final Map<String, Long> booked = new HashMap<>();

    /** Opens the book of an account that owes nothing and holds nothing. */
    public void open(int account) {
        balances.putIfAbsent(account, new Balance(0, 0));
    }

    /** Enters what an account still holds for an authorization, or was posted for it at once. */
    public void hold(DayAuthorization authorization) {
        open(authorization.account());
        holds.put(authorization.number(), authorization.held());
        holders.put(authorization.number(), authorization.account());
        lasting.put(authorization.number(), authorization.holdDays());
        change(authorization.account(), authorization.posted(), authorization.held());
    }

    /** Enters a record: what must come of it. */
    public Entry enter(ClearingItem item, Meaning meaning) {
        Entry entry =
                switch (meaning) {
                    case Meaning.Clears(DayAuthorization authorization) ->
                            clears(item, authorization);
                    case Meaning.Unauthorized() -> unauthorized(item);
                    case Meaning.TakesBack() -> takesBack(item);
                    case Meaning.TakesBackNothing() ->
                            new Entry(
                                    Outcome.REVERSAL_UNMATCHED,
                                    signed(item),
                                    0,
                                    Set.of(ExceptionKind.REVERSAL_UNMATCHED));
                    case Meaning.Apart apart ->
                            new Entry(
                                    apart.outcome(),
                                    0,
                                    0,
                                    Set.copyOf(apart.exception().stream().toList()));
                };
        if (entry.posted() != 0 || entry.released() != 0) {
            booked.merge(item.references().arn(), entry.posted(), Long::sum);
            change(item.account(), entry.posted(), entry.released());
        }
        return entry;
    }

    /** Every hold lapses whose last day is over, so many days after the first night. */
    public void expire(int daysOn) {
        holds.replaceAll(
                (number, remaining) -> {
                    if (lasting.getOrDefault(number, 0) >= daysOn) {
                        return remaining;
                    }
                    change(holder(number), 0, -remaining);
                    return 0L;
                });
    }

    /** What every account must have now, by its number. */
    public SortedMap<Integer, Balance> balances() {
        return new TreeMap<>(balances);
    }

    private Entry clears(ClearingItem item, DayAuthorization authorization) {
        long amount = cleared.merge(authorization.number(), item.sums().amount(), Long::sum);
        clearedUnder.put(item.references().arn(), authorization.number());
        boolean wasApproved =
                switch (authorization.state()) {
                    case APPROVED, REVERSED, POSTED -> true;
                    case DECLINED, REFUSED -> false;
                };
        if (!wasApproved) {
            Set<ExceptionKind> declined = Set.of(ExceptionKind.DECLINED_AUTH);
            return new Entry(Outcome.FORCE_POSTED, signed(item), 0, declined);
        }
        long stands = authorization.amount();
        boolean isLast = item.part().isFinal();
        return new Entry(
                isLast && amount != stands ? Outcome.MATCHED_WITH_DIFFERENCE : Outcome.MATCHED,
                signed(item),
                release(item, authorization),
                exceptions(authorization, isLast && amount > stands + stands * OVER_PERCENT / 100));
    }

    /**
     * Final clearing gives back what it does not take; more than is held moves the balance only.
     */
    private long release(ClearingItem item, DayAuthorization authorization) {
        long remaining = holds.getOrDefault(authorization.number(), 0L);
        long taken = Math.min(remaining, item.sums().billed());
        long left = item.part().isFinal() ? 0 : remaining - taken;
        holds.put(authorization.number(), left);
        return left - remaining;
    }

    private static Set<ExceptionKind> exceptions(
            DayAuthorization authorization, boolean isIntolerable) {
        Set<ExceptionKind> kinds = EnumSet.noneOf(ExceptionKind.class);
        if (isIntolerable) {
            kinds.add(ExceptionKind.OVER_TOLERANCE);
        }
        if (authorization.state() == DayAuthorization.State.REVERSED) {
            kinds.add(ExceptionKind.REVERSED_AUTH);
        }
        return kinds;
    }

    private static Entry unauthorized(ClearingItem item) {
        return item.direction() == Direction.CREDIT
                ? new Entry(Outcome.CREDIT_POSTED, signed(item), 0, Set.of())
                : new Entry(
                        Outcome.FORCE_POSTED,
                        signed(item),
                        0,
                        Set.of(ExceptionKind.NO_AUTHORIZATION));
    }

    /** Up to what is still booked; a hold is never opened again. */
    private Entry takesBack(ClearingItem item) {
        long still = Math.abs(booked.getOrDefault(item.references().arn(), 0L));
        Integer authorization = clearedUnder.get(item.references().arn());
        if (authorization != null) {
            cleared.merge(authorization, -item.sums().amount(), Long::sum);
        }
        long back = Math.min(still, item.sums().billed());
        long posted = item.moves() == Direction.CREDIT ? back : -back;
        return new Entry(
                Outcome.REVERSAL_POSTED,
                posted,
                0,
                item.sums().billed() > still ? Set.of(ExceptionKind.REVERSAL_EXCESS) : Set.of());
    }

    private static long signed(ClearingItem item) {
        long billed = item.sums().billed();
        return item.moves() == Direction.CREDIT ? billed : -billed;
    }

    private int holder(int authorization) {
        return holders.getOrDefault(authorization, ClearingItem.NOBODY);
    }

    private void change(int account, long posted, long held) {
        balances.compute(
                account,
                (number, balance) -> {
                    Balance before = balance == null ? new Balance(0, 0) : balance;
                    return new Balance(before.posted + posted, before.held + held);
                });
    }
}
