package io.kessai.clearing.reconcile;

import io.kessai.domain.clearing.Verdict;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was found for one record: a row of {@code clearing_matches}.
 *
 * @param accountId 0 where the record has none
 * @param presentment what a reversal reverses
 * @param difference cleared less authorized in the transaction currency, signed; 0 where these
 *     cannot be compared or more clearings are to follow
 * @param level 1 to 4, 0 where no authorization was found
 * @param tolerance name of the tolerance class of the difference, empty where not compared
 * @param agreed the fields that agreed, divided by commas
 */
record Match(
        RecordPlace place,
        long accountId,
        OptionalLong authorizationId,
        Optional<RecordPlace> presentment,
        long difference,
        int level,
        Verdict verdict,
        String tolerance,
        String agreed) {

    /** A verdict that needs no authorization. */
    static Match of(RecordFacts record, Verdict verdict) {
        return new Match(
                record.place(),
                record.accountId(),
                OptionalLong.empty(),
                Optional.empty(),
                0,
                0,
                verdict,
                "",
                "");
    }

    static Match reversal(RecordFacts record, RecordPlace presentment) {
        return new Match(
                record.place(),
                record.accountId(),
                OptionalLong.empty(),
                Optional.of(presentment),
                0,
                0,
                Verdict.REVERSAL,
                "",
                "pan,arn");
    }
}
