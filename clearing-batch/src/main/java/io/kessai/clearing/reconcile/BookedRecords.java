package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.RecordKind;
import io.kessai.domain.clearing.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is booked under each ARN of an account, earlier and so far in this file: decides what is a
 * duplicate and what a reversal reverses (specification D3, D4). A record without an ARN is never a
 * duplicate. For one thread.
 */
final class BookedRecords {
    private static final Set<Verdict> NOT_BOOKED =
            EnumSet.of(
                    Verdict.DUPLICATE,
                    Verdict.RECORD_ERROR,
                    Verdict.UNKNOWN_CARD,
                    Verdict.COLLECTION_ONLY);

    private final Map<Long, List<Booked>> byReference = new HashMap<>();

    /** A booked record, and how much of it has not been reversed. */
    private static final class Booked {
        private final RecordPlace place;
        private final RecordKey key;
        private long remaining;
        private boolean isReversed;

        Booked(RecordPlace place, RecordKey key) {
            this.place = place;
            this.key = key;
            this.remaining = key.amount();
        }

        boolean isOpen() {
            return !isReversed || remaining > 0;
        }

        void reverse(RecordKey reversal) {
            isReversed = true;
            boolean isPart = reversal.currency() == key.currency();
            remaining -= isPart ? Math.min(remaining, reversal.amount()) : remaining;
        }
    }

    BookedRecords(List<EarlierRecord> earlier) {
        for (EarlierRecord record : earlier) {
            if (!NOT_BOOKED.contains(record.verdict())) {
                book(record.place(), record.key());
            }
        }
        for (EarlierRecord record : earlier) {
            record.presentment().ifPresent(place -> reverse(record.key(), place));
        }
    }

    /** Adds a record that is no duplicate. */
    void book(RecordPlace place, RecordKey key) {
        if (key.reference() != 0) {
            byReference
                    .computeIfAbsent(key.reference(), r -> new ArrayList<>())
                    .add(new Booked(place, key));
        }
    }

    boolean isDuplicate(RecordKey key) {
        return switch (key.kind()) {
            case PRESENTMENT -> same(key).anyMatch(Booked::isOpen);
            case PRESENTMENT_REVERSAL ->
                    same(key).count() >= Math.max(1, reversible(key, RecordKind.PRESENTMENT));
            case SECOND_PRESENTMENT ->
                    same(key).count() > ofSize(key, RecordKind.SECOND_PRESENTMENT_REVERSAL).count();
            case SECOND_PRESENTMENT_REVERSAL ->
                    same(key).count()
                            >= Math.max(1, ofSize(key, RecordKind.SECOND_PRESENTMENT).count());
            case FEE_COLLECTION, DISPUTE -> same(key).findAny().isPresent();
            case NON_FINANCIAL -> false;
        };
    }

    /**
     * The presentment that a reversal reverses: of the same ARN, not reversed in full yet, one of
     * the same size first, then the oldest. What is reversed of it no longer counts as booked.
     */
    Optional<RecordPlace> takeReversed(RecordKey reversal) {
        Optional<Booked> presentment =
                ofReference(reversal)
                        .filter(booked -> booked.key.kind() == RecordKind.PRESENTMENT)
                        .filter(Booked::isOpen)
                        .min(
                                Comparator.comparing((Booked b) -> !reversal.hasTheSizeOf(b.key))
                                        .thenComparing(b -> b.place.fileId())
                                        .thenComparing(b -> b.place.number()));
        presentment.ifPresent(booked -> booked.reverse(reversal));
        return presentment.map(booked -> booked.place);
    }

    private void reverse(RecordKey reversal, RecordPlace presentment) {
        ofReference(reversal)
                .filter(booked -> booked.place.equals(presentment))
                .forEach(booked -> booked.reverse(reversal));
    }

    private Stream<Booked> same(RecordKey key) {
        return ofReference(key).filter(booked -> booked.key.equals(key));
    }

    private Stream<Booked> ofSize(RecordKey key, RecordKind kind) {
        return ofReference(key)
                .filter(booked -> booked.key.kind() == kind && booked.key.hasTheSizeOf(key));
    }

    private long reversible(RecordKey key, RecordKind kind) {
        return ofReference(key)
                .filter(booked -> booked.key.kind() == kind)
                .filter(booked -> booked.key.sequenceNumber() == key.sequenceNumber())
                .count();
    }

    private Stream<Booked> ofReference(RecordKey key) {
        return byReference.getOrDefault(key.reference(), List.of()).stream()
                .filter(booked -> booked.key.sharesReferenceWith(key));
    }
}
