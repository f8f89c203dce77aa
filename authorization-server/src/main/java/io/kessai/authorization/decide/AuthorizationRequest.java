package io.kessai.authorization.decide;

import io.kessai.domain.Circumstances;
import io.kessai.domain.Direction;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;

/**
 * One message, freed of its dialect: all of it that a decision may look at. Holds nothing
 * sensitive.
 *
 * @param mti as sent, four digits
 * @param isRepeat whether the sender marked it a repeat (MTI digit 4)
 * @param card {@link PanToken#NONE} where the message carries no PAN
 * @param passesLuhn whether the PAN's check digit is right
 * @param circumstances what the hold policy looks at beside amount and acceptor
 * @param findings of what the message proves card and cardholder with
 * @param pointOfService what controls look at beside the acceptor
 */
public record AuthorizationRequest(
        MessageKind kind,
        String mti,
        boolean isRepeat,
        MessageKey key,
        PanToken card,
        boolean passesLuhn,
        Payment payment,
        Acceptor acceptor,
        References references,
        Circumstances circumstances,
        Findings findings,
        PointOfService pointOfService) {

    /** The same message, with its proofs verified. */
    public AuthorizationRequest withFindings(Findings found) {
        return new AuthorizationRequest(
                kind,
                mti,
                isRepeat,
                key,
                card,
                passesLuhn,
                payment,
                acceptor,
                references,
                circumstances,
                found,
                pointOfService);
    }

    /** Which way the money goes. */
    public Direction direction() {
        return payment.processingCode().kind().direction();
    }

    /** Whether it adds to an authorization: marked, and of a kind that holds money. */
    public boolean isIncrement() {
        return references.isMarkedIncrement()
                && !kind.posts()
                && payment.amount().minorUnits() > 0
                && payment.processingCode().kind().holds();
    }

    /** Whether it asks for nothing, under a name the network may have given a hold before. */
    boolean namesHoldOnly() {
        return kind == MessageKind.AUTHORIZATION
                && payment.isNothing()
                && !(references.networkTransactionId().isEmpty()
                        && references.originalTraceId().isEmpty());
    }

    /** Whether it is about an authorization that may be here already. */
    public boolean seeksOriginal() {
        return switch (kind) {
            case ADVICE, FINANCIAL_ADVICE, REVERSAL, REVERSAL_ADVICE -> true;
            case AUTHORIZATION -> isIncrement() || namesHoldOnly();
            case FINANCIAL, CUTOVER, ADMINISTRATIVE, CARD_BLOCK, UNSUPPORTED -> false;
        };
    }
}
