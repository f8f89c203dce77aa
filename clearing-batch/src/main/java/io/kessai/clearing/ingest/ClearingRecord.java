package io.kessai.clearing.ingest;

import io.kessai.domain.Direction;
import io.kessai.domain.PanToken;
import io.kessai.domain.RecordLocation;
import io.kessai.domain.clearing.RecordKind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record of a clearing file, whichever network sent it, as clearing_records keeps it. What it
 * does not carry is empty, 0 or {@link SentMoney#NONE}.
 *
 * @param typeCode the network's own: {@code 1240/200}, {@code 05/1}, {@code 1740/700/R} for the
 *     reversal of one
 * @param direction the cardholder's view, reversals already turned
 * @param transaction DE4, source amount
 * @param transactionDigits the same as the file writes it: what the trailer's hash sums
 * @param billing DE6, destination amount
 * @param settlement DE5, destination amount
 * @param fee interchange, seen from us: debit is what we owe
 * @param transactedAt local to the acceptor; at midnight where the network sends a date only
 * @param settlementOn when the networks settle it
 * @param panMasked first six and last four at most
 * @param sequenceNumber nn of a multiple clearing, 0 outside one
 * @param sequenceCount mm of a multiple clearing, 0 outside one
 * @param isFinal whether no more clearings of the authorization are announced
 * @param isCollectionOnly whether the networks' settlement leaves it out
 * @param settlementService groups interchange fees
 * @param problem the record exception's rule, empty for a good record
 * @param problemDetail one sentence for a person, without card data
 */
public record ClearingRecord(
        RecordLocation location,
        RecordKind kind,
        String typeCode,
        Direction direction,
        SentMoney transaction,
        long transactionDigits,
        SentMoney billing,
        SentMoney settlement,
        InterchangeFee fee,
        LocalDateTime transactedAt,
        LocalDate settlementOn,
        Optional<PanToken> panToken,
        String panMasked,
        References references,
        Acceptor acceptor,
        String processingCode,
        int sequenceNumber,
        int sequenceCount,
        boolean isFinal,
        boolean isCollectionOnly,
        String settlementService,
        String problem,
        String problemDetail) {

    /**
     * What later records and authorizations are found by; each empty where not sent.
     *
     * @param arn acquirer reference number; of a fee, what the network calls it
     * @param networkTransactionId Trace ID of DE63; TCR 5 transaction identifier
     * @param linkId transaction link identifier of DE105
     */
    public record References(
            String arn,
            String networkTransactionId,
            String linkId,
            String approvalCode,
            String rrn) {

        public static final References NONE = new References("", "", "", "", "");
    }

    /**
     * Who took the card: each empty where not sent.
     *
     * @param name chosen by the merchant, so that it may hold a card number, which is masked
     */
    public record Acceptor(String terminal, String merchant, String name, String mcc) {

        private static final Pattern LIKE_A_CARD = Pattern.compile("(\\d{6})\\d{3,}(\\d{4})");

        public static final Acceptor NONE = new Acceptor("", "", "", "");

        public Acceptor {
            name = LIKE_A_CARD.matcher(name).replaceAll("$1***$2");
        }
    }

    /** The same, an exception for what its fields say, unless it is one already. */
    ClearingRecord withProblem(RecordProblem found) {
        return problem.isEmpty() ? with(found.name(), location + ": " + found.sentence()) : this;
    }

    /** The same, an exception for a fault of its form, which tells more than what followed. */
    ClearingRecord withFault(String rule, String detail) {
        return with(rule, detail);
    }

    private ClearingRecord with(String rule, String detail) {
        return new ClearingRecord(
                location,
                kind,
                typeCode,
                direction,
                transaction,
                transactionDigits,
                billing,
                settlement,
                fee,
                transactedAt,
                settlementOn,
                panToken,
                panMasked,
                references,
                acceptor,
                processingCode,
                sequenceNumber,
                sequenceCount,
                isFinal,
                isCollectionOnly,
                settlementService,
                rule,
                detail);
    }
}
