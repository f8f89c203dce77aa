package io.kessai.authorization.decide;

import io.kessai.domain.controls.Channel;
import io.kessai.domain.controls.ControlRule;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.Spent;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checks of the issuer's controls, in {@link Reason} order whatever the order of rules and
 * sets; a refusal of any set counts.
 *
 * <p>Limits are checked on what was asked, also where less would be approved. Specification:
 * ControlsTableTest; source: docs/authorization.md, section 6, rows 11 to 13.
 */
final class ControlChecks {

    /** What a request is to the limits. */
    enum Extent {
        /** Asks for no money: the lists apply, and no limit. */
        VERIFICATION,
        /** Adds to an authorization: amounts are limited, and it is none of its own to count. */
        INCREMENT,
        WHOLE
    }

    /**
     * Why a message is refused.
     *
     * @param controlSet id of the first set that has such a rule
     */
    record Refusal(Reason reason, long controlSet) {}

    private final DecisionInput input;
    private final Extent extent;
    private final long asked;
    private final boolean isCash;

    /**
     * @param asked minor units of the account's currency
     */
    ControlChecks(DecisionInput input, Extent extent, long asked) {
        this.input = input;
        this.extent = extent;
        this.asked = asked;
        this.isCash = Spending.isCash(input.request().payment().processingCode());
    }

    /** Whether the sets in that state refuse it; empty where they do not. */
    Optional<Refusal> firstFailure(ControlState state) {
        return input.situation().controls().sets().stream()
                .filter(set -> set.state() == state)
                .flatMap(this::failures)
                .min(Comparator.comparing(Refusal::reason));
    }

    private Stream<Refusal> failures(ControlSet set) {
        return set.rules().rules().stream()
                .flatMap(rule -> failure(rule, set.scope().measuresCard()).stream())
                .map(reason -> new Refusal(reason, set.id()));
    }

    private Optional<Reason> failure(ControlRule rule, boolean isOfCard) {
        return switch (rule) {
            case ControlRule.Mccs mccs ->
                    refused(
                            mccs.isAllowed(),
                            mccs.ranges().stream()
                                    .anyMatch(r -> r.contains(input.request().acceptor().mcc())),
                            Reason.MCC_NOT_ALLOWED);
            case ControlRule.Merchants merchants ->
                    refused(
                            merchants.isAllowed(),
                            merchants.ids().contains(input.request().acceptor().merchant().strip()),
                            Reason.MERCHANT_NOT_ALLOWED);
            case ControlRule.Countries countries ->
                    refused(
                            countries.isAllowed(),
                            countries.countries().stream()
                                    .anyMatch(c -> isWhereItHappened(c.code())),
                            Reason.COUNTRY_NOT_ALLOWED);
            case ControlRule.Channels channels -> channels(channels);
            case ControlRule.EntryModes modes ->
                    refused(
                            modes.isAllowed(),
                            modes.modes().contains(input.request().pointOfService().entryMode()),
                            Reason.CHANNEL_NOT_ALLOWED);
            case ControlRule.TransactionLimit limit ->
                    exceeded(
                            limits(limit.isOfCash()) && asked > limit.units(),
                            Reason.LIMIT_PER_TRANSACTION);
            case ControlRule.AmountLimit limit ->
                    exceeded(
                            limits(limit.isOfCash())
                                    && Math.addExact(
                                                    spent(limit, isOfCard).amount(limit.isOfCash()),
                                                    asked)
                                            > limit.units(),
                            Reason.LIMIT_AMOUNT);
            case ControlRule.CountLimit limit ->
                    exceeded(
                            extent == Extent.WHOLE
                                    && limits(limit.isOfCash())
                                    && spent(limit, isOfCard).count(limit.isOfCash())
                                            >= limit.count(),
                            Reason.LIMIT_COUNT);
        };
    }

    private boolean isWhereItHappened(String country) {
        return country.equals(input.request().pointOfService().country());
    }

    private Optional<Reason> channels(ControlRule.Channels rule) {
        Set<Channel> taken = Channels.of(input.request());
        boolean isRefused =
                rule.isAllowed()
                        ? !rule.channels().containsAll(taken)
                        : rule.channels().stream().anyMatch(taken::contains);
        return isRefused ? Optional.of(Reason.CHANNEL_NOT_ALLOWED) : Optional.empty();
    }

    private boolean limits(boolean cashAlone) {
        return extent != Extent.VERIFICATION && (isCash || !cashAlone);
    }

    private Spent spent(ControlRule.AmountLimit limit, boolean isOfCard) {
        return input.situation().controls().spent(isOfCard, limit.window(), input.businessDate());
    }

    private Spent spent(ControlRule.CountLimit limit, boolean isOfCard) {
        return input.situation().controls().spent(isOfCard, limit.window(), input.businessDate());
    }

    private static Optional<Reason> refused(boolean isAllowed, boolean isListed, Reason reason) {
        return isAllowed == isListed ? Optional.empty() : Optional.of(reason);
    }

    private static Optional<Reason> exceeded(boolean isExceeded, Reason reason) {
        return isExceeded ? Optional.of(reason) : Optional.empty();
    }
}
