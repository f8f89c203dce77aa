package io.kessai.authorization.record;

import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.Currency;
import io.kessai.domain.controls.ControlRule;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What counted in rolling windows at most: the sum of a fixed window that began no later, which
 * stands in the row of the card or account. Most limits are further away than that, and then
 * nothing has to be summed up.
 *
 * <p>Not thread-safe.
 */
final class RollingBounds {

    private final List<Submission> batch;
    private final LoadedState state;
    private final ZoneId zone;

    /** What the batch's messages can add to each account; all of it might be cash. */
    private final Map<Long, Spent> added = new HashMap<>();

    /** Accounts to which a message may add that nobody knows the amount of yet. */
    private final Set<Long> unknown = new HashSet<>();

    /**
     * @param state the batch's cards, accounts and usage are loaded
     */
    RollingBounds(List<Submission> batch, LoadedState state, ZoneId zone) {
        this.batch = batch;
        this.state = state;
        this.zone = zone;
    }

    /** Once, and only for batches of which a message has a rolling limit. */
    private void addUp() {
        if (added.isEmpty() && unknown.isEmpty()) {
            for (Submission submission : batch) {
                state.card(submission.request().card())
                        .ifPresent(card -> add(submission.request().payment(), card.accountId()));
            }
        }
    }

    private void add(Payment payment, long account) {
        Currency currency = state.account(account).currency();
        long amount =
                Stream.concat(Stream.of(payment.amount()), payment.billing().stream())
                        .filter(told -> told.isIn(currency))
                        .mapToLong(SentAmount::minorUnits)
                        .max()
                        .orElse(-1);
        if (amount < 0) {
            unknown.add(account);
        } else {
            added.merge(account, Spent.of(amount, 1, true), Spent::plus);
        }
    }

    /**
     * What counted in a window at most, if no limit refuses the message even by that, whatever the
     * other messages of the batch add before it; empty where it has to be known.
     */
    Optional<Spent> enough(
            Submission submission,
            CardRow card,
            RollingSums.Measured measured,
            List<ControlSet> sets) {
        UsageSubject subject =
                measured.isOfCard()
                        ? UsageSubject.card(card.id())
                        : UsageSubject.account(card.accountId());
        addUp();
        Optional<Usage> usage = state.usage(subject);
        if (usage.isEmpty() || unknown.contains(card.accountId())) {
            return Optional.empty();
        }
        LocalDate on = LocalDate.ofInstant(submission.arrivedAt(), zone);
        LocalDate begin =
                LocalDate.ofInstant(submission.arrivedAt().minus(measured.window().length()), zone);
        Spent bound = usage.get().on(on).since(begin);
        Spent most = bound.plus(added.getOrDefault(card.accountId(), Spent.NOTHING));
        boolean isEnough =
                sets.stream()
                        .filter(set -> set.scope().measuresCard() == measured.isOfCard())
                        .flatMap(set -> set.rules().rules().stream())
                        .allMatch(rule -> isWithin(rule, measured.window(), most));
        return isEnough ? Optional.of(bound) : Optional.empty();
    }

    private static boolean isWithin(ControlRule rule, Window.Rolling window, Spent most) {
        return switch (rule) {
            case ControlRule.AmountLimit limit ->
                    !limit.window().equals(window)
                            || most.amount(limit.isOfCash()) <= limit.units();
            case ControlRule.CountLimit limit ->
                    !limit.window().equals(window) || most.count(limit.isOfCash()) <= limit.count();
            case ControlRule.TransactionLimit _,
                    ControlRule.Mccs _,
                    ControlRule.Merchants _,
                    ControlRule.Countries _,
                    ControlRule.Channels _,
                    ControlRule.EntryModes _ ->
                    true;
        };
    }
}
