package io.kessai.clearing.post;

import io.kessai.clearing.post.PendingRecord.Presentment;
import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.clearing.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How the books stand while the records of a chunk are booked one after the other: what the
 * database had, and what the chunk did to it so far. Not thread-safe.
 */
final class ChunkState {

    private final Map<Long, Integer> currencies;
    private final Map<Long, Hold> holds = new HashMap<>();
    private final Map<Long, Set<Integer>> sequences = new HashMap<>();
    private final Map<Presentment, Long> effects = new HashMap<>();

    /**
     * @param currencies of the accounts locked, by account
     */
    ChunkState(Map<Long, Integer> currencies) {
        this.currencies = Map.copyOf(currencies);
    }

    void hold(long authorizationId, Hold hold) {
        holds.put(authorizationId, hold);
    }

    void sequencePosted(long authorizationId, int sequenceNumber) {
        sequences.computeIfAbsent(authorizationId, id -> new HashSet<>()).add(sequenceNumber);
    }

    void effect(Presentment presentment, long signed) {
        effects.merge(presentment, signed, Math::addExact);
    }

    /** What the rules need to know for a record. */
    Standing standing(PendingRecord record) {
        return new Standing(
                currencies.getOrDefault(record.accountId(), 0),
                holds.getOrDefault(record.authorizationId(), Hold.NONE),
                sequences.getOrDefault(record.authorizationId(), Set.of()),
                effects.getOrDefault(record.presentment(), 0L));
    }

    /** Remembers what a record did, for those behind it. */
    void apply(long fileId, PendingRecord record, Booking booking) {
        long authorizationId = record.authorizationId();
        holds.computeIfPresent(
                authorizationId,
                (id, hold) ->
                        hold.with(HoldTerm.CLEARED, booking.cleared())
                                .with(HoldTerm.RELEASED, booking.released()));
        if (authorizationId != 0 && isMatched(booking.outcome())) {
            sequencePosted(authorizationId, record.sent().sequenceNumber());
        }
        long effect = booking.effectOnPosted();
        effect(new Presentment(fileId, record.number(), record.accountId()), effect);
        if (record.presentmentFile() != 0) {
            effect(record.presentment(), effect);
        }
    }

    private static boolean isMatched(Outcome outcome) {
        return outcome == Outcome.MATCHED || outcome == Outcome.MATCHED_WITH_DIFFERENCE;
    }
}
