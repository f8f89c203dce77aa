package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationStatus;
import io.kessai.authorization.decide.Effect;
import io.kessai.domain.Direction;
import io.kessai.domain.EventKind;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.MessageKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What watchers are told of the changes of one transaction, written in that transaction (an
 * outbox), in the order in which they were decided. Not thread-safe. Specification: EventsTest.
 */
final class EventRows {

    /** The accounts are locked: the ids that the sequence gives rise in order of commit. */
    static final String INSERT =
            """
            insert into events (
                occurred_at, account_id, card_id, authorization_id, amount, remaining, booked,
                currency, kind, reason, message_key)
            select coalesce(n.occurred_at, now()), n.account_id, n.card_id, n.authorization_id,
                   n.amount, n.remaining, n.booked, n.currency, n.kind, n.reason, n.message_key
            from unnest(?) as n""";

    /**
     * What changed an authorization.
     *
     * @param reason internal reason of the answer, or why an approval was taken back
     * @param arrivedAt empty where an approval is taken back: no message asked for that
     */
    record Cause(MessageKey key, String reason, Optional<Instant> arrivedAt) {

        boolean isUndo() {
            return arrivedAt.isEmpty();
        }
    }

    private final Columns rows = new Columns(RowType.TOLD_EVENT);

    /** Rows as {@link #INSERT} takes them. */
    Columns rows() {
        return rows;
    }

    /** A new authorization; of one that was reversed before it came, that it was, too. */
    void opened(Authorization opened, Changes.Owner owner, Cause cause) {
        if (opened.status() == AuthorizationStatus.DECLINED) {
            add(EventKind.DECLINED, opened.billed(), opened, 0, owner, cause);
            return;
        }
        long whole = opened.isSingleMessage() ? opened.billed() : opened.hold().authorized();
        long reversed = whole - outstanding(opened);
        add(EventKind.APPROVED, whole, opened, booked(0, opened), owner, cause);
        if (reversed > 0) {
            add(EventKind.REVERSED, reversed, opened, 0, owner, cause);
        }
    }

    /** A change that moves nothing is told only where the status changes, or an increment comes. */
    void changed(Effect.Changed effect, Changes.Owner owner, Cause cause) {
        Authorization before = effect.before();
        Authorization after = effect.after();
        long moved = outstanding(after) - outstanding(before);
        long amount = refused(effect).orElse(Math.abs(moved));
        for (EventKind kind : kinds(effect, moved, cause)) {
            add(kind, amount, after, booked(before.posted(), after), owner, cause);
        }
    }

    private static List<EventKind> kinds(Effect.Changed effect, long moved, Cause cause) {
        List<EventKind> kinds = new ArrayList<>();
        boolean isApproved = effect.after().status() == AuthorizationStatus.APPROVED;
        if (cause.isUndo()) {
            kinds.add(EventKind.REVERSED);
        } else if (refused(effect).isPresent()) {
            kinds.add(EventKind.DECLINED);
        } else if (isApproved && effect.before().status() != AuthorizationStatus.APPROVED) {
            kinds.add(EventKind.APPROVED);
        } else if (moved != 0) {
            kinds.add(kind(effect, moved));
        }
        return kinds;
    }

    /** A hold says which of its terms moved; of what is posted only the direction is known. */
    private static EventKind kind(Effect.Changed effect, long moved) {
        Optional<HoldTerm> term = effect.term();
        if (!effect.after().isSingleMessage() && term.isPresent()) {
            return EventKind.of(term.get());
        }
        boolean isReversal = !effect.after().lowestTarget().equals(effect.before().lowestTarget());
        if (moved > 0) {
            return EventKind.RAISED;
        }
        return isReversal ? EventKind.REVERSED : EventKind.LOWERED;
    }

    /** What an increment asked for that was declined. */
    private static Optional<Long> refused(Effect.Changed effect) {
        return effect.after().increments().stream()
                .filter(now -> now.status() == AuthorizationStatus.DECLINED)
                .filter(
                        now ->
                                effect.before().increments().stream()
                                        .noneMatch(was -> was.key().equals(now.key())))
                .map(now -> now.billed())
                .findFirst();
    }

    private void add(
            EventKind kind,
            long amount,
            Authorization after,
            long booked,
            Changes.Owner owner,
            Cause cause) {
        rows.add(
                cause.arrivedAt(),
                owner.accountId(),
                owner.cardId(),
                after.id(),
                amount,
                after.hold().remaining(),
                booked,
                owner.currency(),
                kind.word(),
                cause.reason(),
                cause.key().line());
    }

    /** What it holds, or has posted as a single message: it is one or the other. */
    private static long outstanding(Authorization authorization) {
        return authorization.hold().remaining() + authorization.posted();
    }

    private static long booked(long before, Authorization after) {
        long change = after.posted() - before;
        return after.direction() == Direction.CREDIT ? change : -change;
    }
}
