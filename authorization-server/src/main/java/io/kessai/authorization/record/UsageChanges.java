package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Increment;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What counts more or less after the decisions of one transaction: for a card and its account, at
 * the moment when it was decided.
 *
 * <p>Not thread-safe.
 */
final class UsageChanges {

    private record Move(Changes.Owner owner, Instant at, Spent change) {}

    private final LoadedState loaded;
    private final ZoneId zone;
    private final Map<UsageSubject, Usage> moved = new TreeMap<>();
    private final List<Move> moves = new ArrayList<>();

    UsageChanges(LoadedState loaded, ZoneId zone) {
        this.loaded = loaded;
        this.zone = zone;
    }

    void opened(Authorization opened, Changes.Owner owner) {
        move(owner, opened.decidedAt(), 0, opened.spending().units(), 1, opened);
        for (Increment increment : opened.increments()) {
            move(owner, increment.decidedAt(), 0, increment.counted(), 0, opened);
        }
    }

    void changed(Authorization before, Authorization after, Changes.Owner owner) {
        move(
                owner,
                after.decidedAt(),
                before.spending().units(),
                after.spending().units(),
                1,
                after);
        for (Increment now : after.increments()) {
            long counted =
                    before.increments().stream()
                            .filter(was -> was.key().equals(now.key()))
                            .findFirst()
                            .map(Increment::counted)
                            .orElse(0L);
            move(owner, now.decidedAt(), counted, now.counted(), 0, after);
        }
    }

    /**
     * @param each how many authorizations it is while it counts for anything
     */
    private void move(
            Changes.Owner owner, Instant at, long was, long is, long each, Authorization chain) {
        if (was == is) {
            return;
        }
        long count = (is > 0 ? each : 0) - (was > 0 ? each : 0);
        Move move = new Move(owner, at, Spent.of(is - was, count, chain.spending().isCash()));
        moves.add(move);
        apply(UsageSubject.card(owner.cardId()), move);
        apply(UsageSubject.account(owner.accountId()), move);
    }

    private void apply(UsageSubject subject, Move move) {
        LocalDate on = LocalDate.ofInstant(move.at(), zone);
        usage(subject).ifPresent(usage -> moved.put(subject, usage.plus(on, move.change())));
    }

    /** As the changes so far leave it; empty where nothing is counted for it. */
    Optional<Usage> usage(UsageSubject subject) {
        return Optional.ofNullable(moved.get(subject)).or(() -> loaded.usage(subject));
    }

    /**
     * What counted in a rolling window, this transaction included.
     *
     * @param before what the database says of it
     */
    Spent rolling(UsageSubject subject, Window.Rolling window, Instant now, Spent before) {
        Instant since = now.minus(window.length());
        return moves.stream()
                .filter(move -> move.at().isAfter(since))
                .filter(move -> subject.equals(subjectOf(move.owner(), subject)))
                .map(Move::change)
                .reduce(before, Spent::plus);
    }

    private static UsageSubject subjectOf(Changes.Owner owner, UsageSubject like) {
        return like.scope().measuresCard()
                ? UsageSubject.card(owner.cardId())
                : UsageSubject.account(owner.accountId());
    }

    /** In key order. */
    Map<UsageSubject, Usage> moved() {
        return moved;
    }
}
