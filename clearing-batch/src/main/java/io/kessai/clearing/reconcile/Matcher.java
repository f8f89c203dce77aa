package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.RecordKind;
import io.kessai.domain.clearing.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives every record of one account its verdict.
 *
 * <p>Pure: the same rows always give the same matches, whatever order the candidates come in. The
 * order of precedence: collection only, record error, unknown card, duplicate, then what the kind
 * of the record asks for. Specification: MatcherTableTest.
 */
public final class Matcher {
    private static final Comparator<Match> RECORD_ORDER =
            Comparator.comparing((Match m) -> m.place().fileId())
                    .thenComparing(m -> m.place().number());

    private final Comparison comparison;

    public Matcher(ReconcileSettings settings) {
        this.comparison = new Comparison(settings);
    }

    /** Exactly one match for each of the records, in record order. */
    List<Match> match(AccountRows rows) {
        BookedRecords booked = new BookedRecords(rows.earlier());
        List<Match> matches = new ArrayList<>();
        List<RecordFacts> presentments = new ArrayList<>();
        for (RecordFacts record : rows.records()) {
            Optional<Match> decided = decide(record, booked);
            decided.ifPresentOrElse(matches::add, () -> presentments.add(record));
        }
        if (!presentments.isEmpty()) {
            matches.addAll(new Ladder(comparison, rows.candidates()).match(presentments));
        }
        matches.sort(RECORD_ORDER);
        return matches;
    }

    /** Empty where an authorization is to be looked for. */
    private static Optional<Match> decide(RecordFacts record, BookedRecords booked) {
        RecordKey key = record.key();
        if (record.isCollectionOnly()) {
            return Optional.of(Match.of(record, Verdict.COLLECTION_ONLY));
        }
        if (record.hasProblem()) {
            return Optional.of(Match.of(record, Verdict.RECORD_ERROR));
        }
        if (record.cardId() == 0 && isCardholders(key.kind())) {
            return Optional.of(Match.of(record, Verdict.UNKNOWN_CARD));
        }
        if (booked.isDuplicate(key)) {
            return Optional.of(Match.of(record, Verdict.DUPLICATE));
        }
        booked.book(record.place(), key);
        return switch (key.kind()) {
            case PRESENTMENT -> Optional.empty();
            case PRESENTMENT_REVERSAL -> Optional.of(reversal(record, booked));
            case SECOND_PRESENTMENT, SECOND_PRESENTMENT_REVERSAL ->
                    Optional.of(Match.of(record, Verdict.SECOND_PRESENTMENT));
            case FEE_COLLECTION -> Optional.of(Match.of(record, Verdict.FEE));
            case DISPUTE -> Optional.of(Match.of(record, Verdict.DISPUTE));
            case NON_FINANCIAL ->
                    throw new IllegalArgumentException("moves no money: " + record.place());
        };
    }

    /** Second presentments, disputes and fees never reach the cardholder: no card is needed. */
    private static boolean isCardholders(RecordKind kind) {
        return kind == RecordKind.PRESENTMENT || kind == RecordKind.PRESENTMENT_REVERSAL;
    }

    private static Match reversal(RecordFacts record, BookedRecords booked) {
        return booked.takeReversed(record.key())
                .map(presentment -> Match.reversal(record, presentment))
                .orElseGet(() -> Match.of(record, Verdict.REVERSAL_UNMATCHED));
    }
}
