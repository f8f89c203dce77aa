package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationStatus;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.Effect;
import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The authorizations that a backtest left otherwise than the journal did: later messages for them
 * find them so. What clearing and expiry did to the recorded one since is done to them, too, as far
 * as they hold anything.
 *
 * <p>Not thread-safe.
 */
final class BacktestChains {

    /** One that differs; absent is what was never opened. */
    private record Pair(Optional<Authorization> recorded, Optional<Authorization> replayed) {}

    private static final List<HoldTerm> OF_CLEARING =
            List.of(HoldTerm.CLEARED, HoldTerm.RELEASED, HoldTerm.EXPIRED);

    private final Map<Long, Pair> otherwise = new HashMap<>();

    /** What a message would have found where it found these. */
    List<Authorization> replayed(List<Authorization> recorded) {
        if (otherwise.isEmpty()) {
            return recorded;
        }
        List<Authorization> found = new ArrayList<>();
        for (Authorization now : recorded) {
            Pair pair = otherwise.get(now.id());
            if (pair == null) {
                found.add(now);
            } else {
                pair.replayed().map(mine -> sinceThen(pair, now, mine)).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Authorization sinceThen(Pair pair, Authorization now, Authorization mine) {
        if (pair.recorded().isEmpty() || mine.status() != AuthorizationStatus.APPROVED) {
            return mine;
        }
        Authorization then = pair.recorded().get();
        Hold hold = mine.hold();
        for (HoldTerm term : OF_CLEARING) {
            long grown = Math.max(0, of(now.hold(), term) - of(then.hold(), term));
            hold = hold.with(term, Math.min(grown, hold.remaining()));
        }
        return mine.changed(
                now.status() == then.status() ? mine.status() : now.status(),
                hold,
                mine.lowestTarget());
    }

    private static long of(Hold hold, HoldTerm term) {
        return switch (term) {
            case AUTHORIZED -> hold.authorized();
            case INCREMENTED -> hold.incremented();
            case RAISED -> hold.raised();
            case LOWERED -> hold.lowered();
            case REVERSED -> hold.reversed();
            case CLEARED -> hold.cleared();
            case RELEASED -> hold.released();
            case EXPIRED -> hold.expired();
        };
    }

    /**
     * Keeps what the two decisions left otherwise.
     *
     * @param opened id of the authorization that the recorded one opened, if it opened one
     * @return whether they left anything otherwise
     */
    boolean note(
            long opened,
            List<Authorization> recordedBefore,
            Decision recorded,
            List<Authorization> replayedBefore,
            Decision replayed) {
        Map<Long, Authorization> wasLeft = left(recordedBefore, recorded, opened);
        Map<Long, Authorization> isLeft =
                left(replayedBefore, replayed, opens(recorded) ? opened : 0);
        boolean isOtherwise = false;
        for (long id : touched(recorded, replayed, opened)) {
            Optional<Authorization> was = Optional.ofNullable(wasLeft.get(id));
            Optional<Authorization> is = Optional.ofNullable(isLeft.get(id));
            if (was.equals(is)) {
                otherwise.remove(id);
            } else {
                otherwise.put(id, new Pair(was, is));
                isOtherwise = true;
            }
        }
        return isOtherwise;
    }

    private static boolean opens(Decision decision) {
        return decision.effects().stream().anyMatch(Effect.Opened.class::isInstance);
    }

    private static Set<Long> touched(Decision recorded, Decision replayed, long opened) {
        Set<Long> ids = new TreeSet<>();
        ids.addAll(left(List.of(), recorded, opened).keySet());
        ids.addAll(left(List.of(), replayed, opens(recorded) ? opened : 0).keySet());
        return ids;
    }

    /** What a decision found, as it left it. One that nobody gave an id is not found again. */
    private static Map<Long, Authorization> left(
            List<Authorization> before, Decision decision, long opened) {
        Map<Long, Authorization> left = new HashMap<>();
        before.forEach(found -> left.put(found.id(), found));
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Opened open -> left.put(opened, open.opened().withId(opened));
                case Effect.Changed changed -> left.put(changed.after().id(), changed.after());
                case Effect.MovesNothing _ -> {}
            }
        }
        left.remove(0L);
        return left;
    }
}
