package io.kessai.domain;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of a hold policy: for which authorizations, and how long they hold.
 *
 * @param name names the rule for people
 * @param scheme only cards of this one
 * @param mccs only merchants of these categories; none stands for all
 * @param unitsMax only where no more than this is asked for, in whole units of the currency
 * @param presence only what came to the merchant in this way
 * @param isPreAuthorization only what is marked as a pre-authorization, or only what is not
 * @param days 1 to 366: calendar days from approval, to the end of the last day
 * @param holds what to hold in place of the amount asked for, in whole units, where the account is
 *     in one of these currencies; none stands for the amount asked for
 */
public record HoldRule(
        String name,
        Optional<Scheme> scheme,
        List<MccRange> mccs,
        OptionalLong unitsMax,
        Optional<Presence> presence,
        Optional<Boolean> isPreAuthorization,
        int days,
        List<Money> holds) {

    public HoldRule {
        mccs = List.copyOf(mccs);
        holds = List.copyOf(holds);
    }

    /** Whether all of its conditions are met. */
    boolean isFor(HoldSubject subject) {
        Circumstances circumstances = subject.circumstances();
        return scheme.map(circumstances.scheme()::equals).orElse(true)
                && isAmong(subject.mcc())
                && isWithin(subject.asked())
                && presence.map(circumstances.presence()::equals).orElse(true)
                && isPreAuthorization
                        .map(marked -> marked == circumstances.isPreAuthorization())
                        .orElse(true);
    }

    /** Whether it has no condition. */
    boolean isForAll() {
        return scheme.isEmpty()
                && mccs.isEmpty()
                && unitsMax.isEmpty()
                && presence.isEmpty()
                && isPreAuthorization.isEmpty();
    }

    /** In minor units: what to hold in place of the amount asked for. */
    OptionalLong holdsIn(Currency currency) {
        for (Money amount : holds) {
            if (amount.currency().equals(currency)) {
                return OptionalLong.of(amount.minorUnits());
            }
        }
        return OptionalLong.empty();
    }

    /** A loop, as {@link #holdsIn} has one: every approval asks several rules. */
    private boolean isAmong(String mcc) {
        for (MccRange range : mccs) {
            if (range.contains(mcc)) {
                return true;
            }
        }
        return mccs.isEmpty();
    }

    private boolean isWithin(Money asked) {
        return unitsMax.isEmpty()
                || asked.minorUnits()
                        <= Math.multiplyExact(unitsMax.getAsLong(), minorUnits(asked.currency()));
    }

    /** In one whole unit. */
    static long minorUnits(Currency currency) {
        return Math.powExact(10L, currency.exponent());
    }
}
