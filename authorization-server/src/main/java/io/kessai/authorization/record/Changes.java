package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardCounters;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.Controls;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Increment;
import io.kessai.authorization.decide.RollingUsage;
import io.kessai.domain.CardStatus;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the decisions of one transaction change, and the state as they leave it.
 *
 * <p>Not thread-safe.
 */
final class Changes {

    /** One term of one hold grew; by 0 where an advice confirmed the total as it was. */
    record HoldEvent(
            long authorizationId, MessageKey cause, HoldTerm term, long amount, int level) {}

    /** An increment as it stands after the batch. */
    record ChangedIncrement(long authorizationId, long cardId, Increment increment) {}

    /** A later fact about a message. */
    record JournalEvent(MessageKey message, String kind, String reason, String causeKey) {}

    /** A reversal to remember, with the message that brought it. */
    record Remembered(EarlyReversal reversal, MessageKey key, long cardId) {}

    /**
     * Whose authorization it is.
     *
     * @param currency ISO 4217 numeric, the account's
     */
    record Owner(long accountId, long cardId, int currency) {

        static Owner of(CardSnapshot card) {
            return new Owner(card.accountId(), card.cardId(), card.currency().numeric());
        }
    }

    /** What an account has more: held, and posted (signed). */
    record Delta(long held, long posted) {
        private static final Delta NONE = new Delta(0, 0);

        private Delta plus(long moreHeld, long morePosted) {
            return new Delta(Math.addExact(held, moreHeld), Math.addExact(posted, morePosted));
        }
    }

    private final LoadedState loaded;
    private final Map<Long, StoredAuthorization> opened = new LinkedHashMap<>();
    private final Map<Long, Authorization> changed = new TreeMap<>();
    private final Map<MessageKey, ChangedIncrement> addedIncrements = new LinkedHashMap<>();
    private final Map<MessageKey, ChangedIncrement> changedIncrements = new LinkedHashMap<>();
    private final Map<Long, LocalDate> restarted = new TreeMap<>();
    private final Map<Long, Delta> deltas = new TreeMap<>();
    private final List<LedgerRows.Posting> postings = new ArrayList<>();
    private final Map<Long, CardCounters> counted = new TreeMap<>();
    private final Map<Long, String> blocked = new TreeMap<>();
    private final List<HoldEvent> holdEvents = new ArrayList<>();
    private final List<JournalEvent> journalEvents = new ArrayList<>();
    private final EventRows told = new EventRows();
    private final List<Remembered> remembered = new ArrayList<>();
    private final List<AdviceRows.Advised> advised = new ArrayList<>();

    private final UsageChanges usage;

    /**
     * @param zone the programme's: it cuts the windows of limits
     */
    Changes(LoadedState loaded, ZoneId zone) {
        this.loaded = loaded;
        this.usage = new UsageChanges(loaded, zone);
    }

    /** The card with what the batch has held, posted and used up so far. */
    Optional<CardSnapshot> card(PanToken token) {
        return loaded.snapshot(token)
                .map(
                        card -> {
                            Delta delta = deltas.getOrDefault(card.accountId(), Delta.NONE);
                            return withStatus(card)
                                    .withFunds(
                                            card.posted() + delta.posted(),
                                            card.held() + delta.held())
                                    .withCounters(
                                            counted.getOrDefault(card.cardId(), card.counters()));
                        });
    }

    /** An authorization as the changes so far leave it. */
    Authorization current(Authorization loaded) {
        return changed.getOrDefault(loaded.id(), loaded);
    }

    /** This card's authorizations that the request may mean, those of this batch included. */
    List<Authorization> authorizations(long cardId, AuthorizationRequest request) {
        List<Authorization> found = new ArrayList<>();
        for (Authorization stored : loaded.authorizations(cardId)) {
            Authorization current = current(stored);
            if (current.mayBeMeantBy(request)) {
                found.add(current);
            }
        }
        for (StoredAuthorization fresh : opened.values()) {
            if (fresh.cardId() == cardId && fresh.authorization().mayBeMeantBy(request)) {
                found.add(fresh.authorization());
            }
        }
        return found;
    }

    /** The controls a request of this card has to pass, and what they measure now. */
    Controls controls(CardSnapshot card, AuthorizationRequest request, Instant now) {
        List<ControlSet> sets = loaded.controls(card.cardId());
        if (sets.isEmpty() || !request.kind().asks()) {
            return Controls.NONE;
        }
        UsageSubject ofCard = UsageSubject.card(card.cardId());
        UsageSubject ofAccount = UsageSubject.account(card.accountId());
        List<RollingUsage> rolling = new ArrayList<>();
        for (RollingUsage before : loaded.rolling(request.key())) {
            UsageSubject subject = before.isOfCard() ? ofCard : ofAccount;
            rolling.add(
                    new RollingUsage(
                            before.isOfCard(),
                            before.window(),
                            usage.rolling(subject, before.window(), now, before.spent())));
        }
        return new Controls(sets, usage.usage(ofCard), usage.usage(ofAccount), rolling);
    }

    List<EarlyReversal> earlyReversals(long cardId, AuthorizationRequest request) {
        List<EarlyReversal> found = new ArrayList<>();
        loaded.earlyReversals(cardId).stream().filter(e -> e.names(request)).forEach(found::add);
        for (Remembered fresh : remembered) {
            if (fresh.cardId() == cardId && fresh.reversal().names(request)) {
                found.add(fresh.reversal());
            }
        }
        return found;
    }

    void open(
            Effect.Opened effect,
            Authorization withId,
            AuthorizationRequest request,
            LocalDate businessDate,
            EventRows.Cause cause) {
        CardSnapshot card = loaded.snapshot(request.card()).orElseThrow();
        opened.put(
                withId.id(),
                new StoredAuthorization(
                        withId,
                        request,
                        card.accountId(),
                        card.cardId(),
                        card.currency().numeric(),
                        effect.expiresOn(),
                        effect.policyVersion(),
                        effect.heldFrom(),
                        effect.asked(),
                        effect.rate()));
        move(
                card.accountId(),
                withId.hold().remaining(),
                LedgerRows.Posting.of(
                        0,
                        withId,
                        card.accountId(),
                        card.currency().numeric(),
                        businessDate,
                        request.key()));
        usage.opened(withId, Owner.of(card));
        if (withId.hold().reversed() > 0) {
            holdEvents.add(
                    new HoldEvent(
                            withId.id(),
                            request.key(),
                            HoldTerm.REVERSED,
                            withId.hold().reversed(),
                            0));
        }
        told.opened(withId, Owner.of(card), cause);
    }

    /**
     * @param owner of the authorization
     * @param businessDate on which a change of what is posted is booked
     */
    void change(Effect.Changed effect, Owner owner, LocalDate businessDate, EventRows.Cause cause) {
        Authorization after = effect.after();
        changeIncrements(effect, owner.cardId());
        usage.changed(effect.before(), after, owner);
        StoredAuthorization fresh = opened.get(after.id());
        if (fresh == null) {
            changed.put(after.id(), after);
        } else {
            opened.put(after.id(), fresh.with(after));
        }
        move(
                owner.accountId(),
                after.hold().remaining() - effect.before().hold().remaining(),
                LedgerRows.Posting.of(
                        effect.before().posted(),
                        after,
                        owner.accountId(),
                        owner.currency(),
                        businessDate,
                        cause.key()));
        told.changed(effect, owner, cause);
        effect.term()
                .ifPresent(
                        term ->
                                holdEvents.add(
                                        new HoldEvent(
                                                after.id(),
                                                cause.key(),
                                                term,
                                                effect.amount(),
                                                effect.level())));
    }

    private void changeIncrements(Effect.Changed effect, long cardId) {
        List<Increment> before = effect.before().increments();
        for (Increment now : effect.after().increments()) {
            if (!before.contains(now)) {
                boolean isNew =
                        addedIncrements.containsKey(now.key())
                                || before.stream().noneMatch(was -> was.key().equals(now.key()));
                (isNew ? addedIncrements : changedIncrements)
                        .put(now.key(), new ChangedIncrement(effect.after().id(), cardId, now));
            }
        }
    }

    void restart(Effect.Restarted effect) {
        restarted.merge(effect.chain().id(), effect.from(), (a, b) -> a.isAfter(b) ? a : b);
    }

    void count(CardCounters after, PanToken card) {
        counted.put(loaded.card(card).orElseThrow().id(), after);
    }

    /**
     * @param network that asked for it, and need not be told
     */
    void block(PanToken card, String network) {
        blocked.put(loaded.card(card).orElseThrow().id(), network);
    }

    private CardSnapshot withStatus(CardSnapshot card) {
        return blocked.containsKey(card.cardId()) ? card.withStatus(CardStatus.BLOCKED) : card;
    }

    void remember(EarlyReversal reversal, AuthorizationRequest request) {
        long cardId = loaded.card(request.card()).orElseThrow().id();
        remembered.add(new Remembered(reversal, request.key(), cardId));
    }

    void advise(AdviceRows.Advised advice) {
        advised.add(advice);
    }

    void event(MessageKey message, String kind, String reason, String causeKey) {
        journalEvents.add(new JournalEvent(message, kind, reason, causeKey));
    }

    private void move(long accountId, long held, Optional<LedgerRows.Posting> posting) {
        posting.ifPresent(postings::add);
        long posted = posting.map(LedgerRows.Posting::effectOnPosted).orElse(0L);
        if (held != 0 || posted != 0) {
            deltas.merge(
                    accountId,
                    Delta.NONE.plus(held, posted),
                    (had, more) -> had.plus(more.held(), more.posted()));
        }
    }

    Collection<StoredAuthorization> opened() {
        return opened.values();
    }

    /** In id order. */
    Collection<Authorization> changed() {
        return changed.values();
    }

    /** Those that came with this batch. */
    Collection<ChangedIncrement> addedIncrements() {
        return addedIncrements.values();
    }

    /** Those that were here before it, and stand for less now. */
    Collection<ChangedIncrement> changedIncrements() {
        return changedIncrements.values();
    }

    /** What the accounts have more whose rows change, in id order. */
    Map<Long, Delta> accounts() {
        Map<Long, Delta> accounts = new TreeMap<>(deltas);
        accounts.values().removeIf(Delta.NONE::equals);
        for (UsageSubject subject : usage.moved()) {
            if (!subject.scope().measuresCard()) {
                accounts.putIfAbsent(subject.id(), deltas.getOrDefault(subject.id(), Delta.NONE));
            }
        }
        return accounts;
    }

    /** From which business date the days of a hold count again; in id order. */
    Map<Long, LocalDate> restarted() {
        return restarted;
    }

    /** What counts in the windows of limits. */
    UsageChanges usage() {
        return usage;
    }

    /** In the order in which they were decided. */
    List<LedgerRows.Posting> postings() {
        return postings;
    }

    /** Those whose counters or usage change, in id order. */
    List<CardRow> cards() {
        return loaded.cards().stream()
                .filter(
                        card ->
                                counted.containsKey(card.id())
                                        || usage.moved().contains(UsageSubject.card(card.id())))
                .sorted(Comparator.comparing(CardRow::id))
                .toList();
    }

    CardCounters counters(CardRow card) {
        return counted.getOrDefault(card.id(), card.counters());
    }

    /** The network that asked for it by card, in id order. */
    Map<Long, String> blocked() {
        return blocked;
    }

    List<HoldEvent> holdEvents() {
        return holdEvents;
    }

    List<JournalEvent> journalEvents() {
        return journalEvents;
    }

    /** What watchers are told. */
    EventRows told() {
        return told;
    }

    List<Remembered> remembered() {
        return remembered;
    }

    List<AdviceRows.Advised> advised() {
        return advised;
    }
}
