package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Finds the authorizations of the presentments of one account, a level at a time over all of them
 * (specification D4). Declined authorizations are looked at only after every level failed.
 *
 * <p>Within a level records go in ARN order; those that clear exactly what was authorized go first,
 * so that a tip does not take the authorization that another record fits. Rounds are repeated until
 * nothing moves: what one record takes may decide for another. For one thread.
 */
final class Ladder {
    private static final Comparator<RecordFacts> ARN_ORDER =
            Comparator.comparing((RecordFacts r) -> r.key().arn())
                    .thenComparing(RecordFacts::transactedOn)
                    .thenComparing(r -> r.place().fileId())
                    .thenComparing(r -> r.place().number());
    private static final Comparator<Claimable> TIME_ORDER =
            Comparator.comparing((Claimable c) -> c.candidate().decidedAt())
                    .thenComparing(c -> c.candidate().id());

    private final Comparison comparison;
    private final List<Claimable> claimables;
    private final List<Match> found = new ArrayList<>();

    /** The candidates of one level by what they must have equal. */
    private record Key(long cardId, String text) {}

    Ladder(Comparison comparison, List<Candidate> candidates) {
        this.comparison = comparison;
        this.claimables = candidates.stream().map(Claimable::new).toList();
    }

    /** One match for each of the presentments, in no particular order. */
    List<Match> match(List<RecordFacts> presentments) {
        List<RecordFacts> pending = new ArrayList<>(presentments);
        pending.sort(ARN_ORDER);
        climb(pending, standing -> standing != AuthorizationState.DECLINED);
        climb(pending, standing -> standing == AuthorizationState.DECLINED);
        for (RecordFacts record : pending) {
            found.add(Match.of(record, Verdict.UNMATCHED));
        }
        return found;
    }

    private void climb(List<RecordFacts> pending, Predicate<AuthorizationState> allowed) {
        List<Claimable> candidates =
                claimables.stream().filter(c -> allowed.test(c.candidate().standing())).toList();
        if (candidates.isEmpty()) {
            return;
        }
        for (MatchLevel level : MatchLevel.values()) {
            if (!pending.isEmpty()) {
                tryLevel(level, pending, byKey(level, candidates));
            }
        }
    }

    private static Map<Key, List<Claimable>> byKey(MatchLevel level, List<Claimable> candidates) {
        Map<Key, List<Claimable>> byKey = new HashMap<>();
        for (Claimable claimable : candidates) {
            Candidate candidate = claimable.candidate();
            String text = level.key(candidate);
            if (!text.isEmpty()) {
                byKey.computeIfAbsent(new Key(candidate.cardId(), text), k -> new ArrayList<>())
                        .add(claimable);
            }
        }
        return byKey;
    }

    private void tryLevel(
            MatchLevel level, List<RecordFacts> pending, Map<Key, List<Claimable>> byKey) {
        boolean moved = true;
        while (moved) {
            moved = takeWhere(level, pending, byKey, Comparison::hasExactAmount);
            moved |= takeWhere(level, pending, byKey, (record, candidate) -> true);
        }
        for (Iterator<RecordFacts> records = pending.iterator(); records.hasNext(); ) {
            RecordFacts record = records.next();
            if (!best(level, record, byKey).isEmpty()) {
                found.add(Match.of(record, Verdict.AMBIGUOUS));
                records.remove();
            }
        }
    }

    /** Which of the decided pairs a round takes. */
    private interface Wanted {
        boolean test(RecordFacts record, Candidate candidate);
    }

    private boolean takeWhere(
            MatchLevel level,
            List<RecordFacts> pending,
            Map<Key, List<Claimable>> byKey,
            Wanted wanted) {
        boolean moved = false;
        for (Iterator<RecordFacts> records = pending.iterator(); records.hasNext(); ) {
            RecordFacts record = records.next();
            List<Claimable> best = best(level, record, byKey);
            if (areInterchangeable(best)) {
                Claimable first = best.stream().min(TIME_ORDER).orElseThrow();
                if (wanted.test(record, first.candidate())) {
                    found.add(matched(level, record, first));
                    first.claim(record);
                    records.remove();
                    moved = true;
                }
            }
        }
        return moved;
    }

    /** The candidates that no rule puts behind another. Empty: the level finds none. */
    private List<Claimable> best(
            MatchLevel level, RecordFacts record, Map<Key, List<Claimable>> byKey) {
        List<Claimable> best = new ArrayList<>();
        for (Claimable claimable :
                byKey.getOrDefault(new Key(record.cardId(), level.key(record)), List.of())) {
            if (comparison.agrees(level, record, claimable)) {
                best.add(claimable);
            }
        }
        if (best.size() > 1) {
            keepLeast(best, c -> Comparison.isNamedBy(record, c.candidate()) ? 0 : 1);
            keepLeast(best, c -> c.candidate().standing().ordinal());
            keepLeast(best, c -> c.mayBeClaimedBy(record) ? 0 : 1);
            keepLeast(best, c -> Comparison.hasExactAmount(record, c.candidate()) ? 0 : 1);
        }
        if (!areInterchangeable(best)) {
            keepLeast(best, c -> daysBetween(record, c.candidate()));
        }
        return best;
    }

    private static void keepLeast(List<Claimable> claimables, ToLongFunction<Claimable> rank) {
        long least = claimables.stream().mapToLong(rank).min().orElse(0);
        claimables.removeIf(claimable -> rank.applyAsLong(claimable) != least);
    }

    private static long daysBetween(RecordFacts record, Candidate candidate) {
        return Math.abs(record.transactedOn().toEpochDay() - candidate.authorizedOn().toEpochDay());
    }

    /** True where one candidate is as good as any other; false where there is none. */
    private static boolean areInterchangeable(List<Claimable> claimables) {
        for (Claimable claimable : claimables) {
            if (!claimable.candidate().isInterchangeableWith(claimables.getFirst().candidate())) {
                return false;
            }
        }
        return !claimables.isEmpty();
    }

    private Match matched(MatchLevel level, RecordFacts record, Claimable claimable) {
        Candidate candidate = claimable.candidate();
        boolean isCompared = Comparison.isComparable(record, candidate);
        long difference = isCompared ? claimable.excessWith(record) : 0;
        if (difference < 0 && !claimable.isCompletedBy(record)) {
            difference = 0;
        }
        return new Match(
                record.place(),
                record.accountId(),
                OptionalLong.of(candidate.id()),
                Optional.empty(),
                difference,
                level.number(),
                verdict(candidate),
                isCompared ? comparison.toleranceOf(record, candidate).name() : "",
                Comparison.agreed(record, candidate));
    }

    private static Verdict verdict(Candidate candidate) {
        return switch (candidate.standing()) {
            case OPEN, CLOSED ->
                    candidate.isSingleMessage() ? Verdict.ALREADY_POSTED : Verdict.MATCHED;
            case REVERSED -> Verdict.MATCHED_REVERSED;
            case DECLINED -> Verdict.MATCHED_DECLINED;
        };
    }
}
