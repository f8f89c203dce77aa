package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Increment;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import java.util.ArrayList;
import java.util.Collection;
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

    private final LoadedState loaded;
    private final Map<Long, StoredAuthorization> opened = new LinkedHashMap<>();
    private final Map<Long, Authorization> changed = new TreeMap<>();
    private final Map<MessageKey, ChangedIncrement> addedIncrements = new LinkedHashMap<>();
    private final Map<MessageKey, ChangedIncrement> changedIncrements = new LinkedHashMap<>();
    private final Map<Long, Long> heldDeltas = new TreeMap<>();
    private final List<HoldEvent> holdEvents = new ArrayList<>();
    private final List<JournalEvent> journalEvents = new ArrayList<>();
    private final List<Remembered> remembered = new ArrayList<>();

    Changes(LoadedState loaded) {
        this.loaded = loaded;
    }

    /** The card with what the batch has held so far. */
    Optional<CardSnapshot> card(PanToken token) {
        return loaded.snapshot(token)
                .map(card -> card.withHeld(card.held() + heldDelta(card.accountId())));
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

    void open(Effect.Opened effect, Authorization withId, AuthorizationRequest request) {
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
                        effect.policyVersion()));
        hold(card.accountId(), withId.hold().remaining());
        opening(withId.id(), request.key(), HoldTerm.AUTHORIZED, withId.hold().authorized());
        opening(withId.id(), request.key(), HoldTerm.REVERSED, withId.hold().reversed());
    }

    /**
     * @param accountId of the authorization
     * @param cardId of the authorization
     */
    void change(Effect.Changed effect, long accountId, long cardId, MessageKey cause) {
        Authorization after = effect.after();
        changeIncrements(effect, cardId);
        StoredAuthorization fresh = opened.get(after.id());
        if (fresh == null) {
            changed.put(after.id(), after);
        } else {
            opened.put(after.id(), fresh.with(after));
        }
        hold(accountId, after.hold().remaining() - effect.before().hold().remaining());
        effect.term()
                .ifPresent(
                        term ->
                                holdEvents.add(
                                        new HoldEvent(
                                                after.id(),
                                                cause,
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

    void remember(EarlyReversal reversal, AuthorizationRequest request) {
        long cardId = loaded.card(request.card()).orElseThrow().id();
        remembered.add(new Remembered(reversal, request.key(), cardId));
    }

    void event(MessageKey message, String kind, String reason, String causeKey) {
        journalEvents.add(new JournalEvent(message, kind, reason, causeKey));
    }

    private void opening(long id, MessageKey cause, HoldTerm term, long amount) {
        if (amount > 0) {
            holdEvents.add(new HoldEvent(id, cause, term, amount, 0));
        }
    }

    private void hold(long accountId, long delta) {
        if (delta != 0) {
            heldDeltas.merge(accountId, delta, Math::addExact);
        }
    }

    private long heldDelta(long accountId) {
        return heldDeltas.getOrDefault(accountId, 0L);
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

    /** By account, in id order; some may be zero. */
    Map<Long, Long> heldDeltas() {
        return heldDeltas;
    }

    List<HoldEvent> holdEvents() {
        return holdEvents;
    }

    List<JournalEvent> journalEvents() {
        return journalEvents;
    }

    List<Remembered> remembered() {
        return remembered;
    }
}
