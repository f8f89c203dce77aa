package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.LoadedRate;
import io.kessai.authorization.decide.Recorded;
import io.kessai.authorization.decide.RollingUsage;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.domain.controls.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a batch's transaction found in the database, after its accounts were locked. */
final class LoadedState {

    private final Map<Long, AccountFunds> accounts = new HashMap<>();
    private final Map<PanToken, CardRow> cards = new HashMap<>();
    private final Map<MessageKey, Recorded> recorded = new HashMap<>();
    private final Map<MessageKey, Recorded> recordedOfRepeats = new HashMap<>();
    private final Map<Long, Map<Long, Authorization>> authorizations = new HashMap<>();
    private final Map<Long, List<EarlyReversal>> earlyReversals = new HashMap<>();
    private final Map<RateNeed, LoadedRate> rates = new HashMap<>();

    private final Map<Long, List<ControlSet>> controls = new HashMap<>();
    private final Map<UsageSubject, Usage> usage = new HashMap<>();
    private final Map<UsageSubject, Usage> summedUsage = new TreeMap<>();
    private final Map<MessageKey, List<RollingUsage>> rolling = new HashMap<>();

    void add(AccountFunds account) {
        accounts.put(account.id(), account);
    }

    void add(CardRow card) {
        cards.put(card.token(), card);
    }

    void add(Recorded found) {
        recorded.put(found.key(), found);
    }

    /** What was recorded for a repeat whose sender gave it another DE7. */
    void addForRepeat(MessageKey repeat, Recorded found) {
        recordedOfRepeats.put(repeat, found);
    }

    void add(long cardId, Authorization authorization) {
        authorizations
                .computeIfAbsent(cardId, id -> new HashMap<>())
                .put(authorization.id(), authorization);
    }

    void add(long cardId, EarlyReversal reversal) {
        earlyReversals.computeIfAbsent(cardId, id -> new ArrayList<>()).add(reversal);
    }

    void add(RateNeed need, LoadedRate rate) {
        rates.put(need, rate);
    }

    /** The rate that a message of that card needs, if it needs one and there is one. */
    Optional<LoadedRate> rate(Submission submission, CardSnapshot card) {
        return RateNeed.of(submission, card).flatMap(need -> Optional.ofNullable(rates.get(need)));
    }

    void add(long cardId, List<ControlSet> applying) {
        controls.put(cardId, List.copyOf(applying));
    }

    void add(UsageSubject subject, Usage counted) {
        usage.put(subject, counted);
    }

    /** What was summed up because nothing was counted yet: it is now. */
    void addSummed(UsageSubject subject, Usage summed) {
        usage.put(subject, summed);
        summedUsage.put(subject, summed);
    }

    void add(MessageKey message, RollingUsage counted) {
        rolling.computeIfAbsent(message, key -> new ArrayList<>()).add(counted);
    }

    /** Those of product, account and card that apply to the card's requests. */
    List<ControlSet> controls(long cardId) {
        return controls.getOrDefault(cardId, List.of());
    }

    /** Empty where nothing is counted for it. */
    Optional<Usage> usage(UsageSubject subject) {
        return Optional.ofNullable(usage.get(subject));
    }

    /** Of those that nothing was counted for before. */
    Map<UsageSubject, Usage> summedUsage() {
        return summedUsage;
    }

    /** Of each rolling window that the controls of the message have. */
    List<RollingUsage> rolling(MessageKey message) {
        return rolling.getOrDefault(message, List.of());
    }

    Collection<CardRow> cards() {
        return cards.values();
    }

    AccountFunds account(long id) {
        return Optional.ofNullable(accounts.get(id)).orElseThrow();
    }

    Optional<CardRow> card(PanToken token) {
        return Optional.ofNullable(cards.get(token));
    }

    /** The card with its account's funds as locked. */
    Optional<CardSnapshot> snapshot(PanToken token) {
        return card(token)
                .flatMap(
                        card ->
                                Optional.ofNullable(accounts.get(card.accountId()))
                                        .map(account -> snapshot(card, account)));
    }

    Optional<Recorded> recorded(AuthorizationRequest request) {
        return Optional.ofNullable(recorded.get(request.key()))
                .or(() -> Optional.ofNullable(recordedOfRepeats.get(request.key())));
    }

    List<Authorization> authorizations(long cardId) {
        return List.copyOf(authorizations.getOrDefault(cardId, Map.of()).values());
    }

    List<EarlyReversal> earlyReversals(long cardId) {
        return earlyReversals.getOrDefault(cardId, List.of());
    }

    private static CardSnapshot snapshot(CardRow card, AccountFunds account) {
        return new CardSnapshot(
                card.id(),
                account.id(),
                card.status(),
                card.expires(),
                account.status(),
                account.currency(),
                account.creditLimit(),
                account.posted(),
                account.held(),
                card.counters(),
                account.product());
    }
}
