package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
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
import java.util.Set;
import java.util.TreeMap;

/**
 * What counts more or less after the decisions of one transaction: for a card and its account, at
 * the moment when it was decided.
 *
 * <p>Not thread-safe.
 */
final class UsageChanges {

    private final LoadedState loaded;
    private final ZoneId zone;
    private final Map<UsageSubject, Usage> moved;
    private final List<UsageMove> moves = new ArrayList<>();

    UsageChanges(LoadedState loaded, ZoneId zone) {
        this.loaded = loaded;
        this.zone = zone;
        this.moved = new TreeMap<>(loaded.summedUsage());
    }

    void opened(Authorization opened, Changes.Owner owner) {
        UsageMove.opened(opened, owner).forEach(this::move);
    }

    void changed(Authorization before, Authorization after, Changes.Owner owner) {
        UsageMove.changed(before, after, owner).forEach(this::move);
    }

    private void move(UsageMove move) {
        moves.add(move);
        apply(UsageSubject.card(move.owner().cardId()), move);
        apply(UsageSubject.account(move.owner().accountId()), move);
    }

    private void apply(UsageSubject subject, UsageMove move) {
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
                .map(UsageMove::change)
                .reduce(before, Spent::plus);
    }

    private static UsageSubject subjectOf(Changes.Owner owner, UsageSubject like) {
        return like.scope().measuresCard()
                ? UsageSubject.card(owner.cardId())
                : UsageSubject.account(owner.accountId());
    }

    /** Whose usage is another than its row has, in key order. */
    Set<UsageSubject> moved() {
        return moved.keySet();
    }

    /** As {@link UsageRows#values} writes it. */
    List<Optional<?>> values(UsageSubject subject) {
        return UsageRows.values(usage(subject), zone);
    }
}
