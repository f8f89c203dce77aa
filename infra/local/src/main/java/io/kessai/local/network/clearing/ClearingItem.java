package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import java.time.LocalDateTime;

/**
 * One record that a network delivers, free of any file format.
 *
 * @param account the seeded account it is about, {@link #NOBODY} for none
 * @param pan card number in clear, never printed
 * @param direction which way the original goes, seen from the cardholder
 * @param isReversal whether it takes that back
 * @param at local to the acceptor
 * @param isCollectionOnly whether the networks settle it elsewhere
 */
public record ClearingItem(
        Type type,
        CardNetwork network,
        int account,
        String pan,
        Direction direction,
        boolean isReversal,
        Sums sums,
        Acceptor acceptor,
        References references,
        LocalDateTime at,
        Part part,
        boolean isCollectionOnly) {

    public static final int NOBODY = -1;

    /** What kind of record. */
    public enum Type {
        PRESENTMENT,
        SECOND_PRESENTMENT,
        FEE,
        /** A chargeback that came back to us. */
        DISPUTE
    }

    /**
     * The same amount three times: as the cardholder bought, as the account is billed, as the
     * networks settle. Minor units of the currency behind each.
     *
     * @param currency ISO 4217 numeric, as are the others
     */
    public record Sums(
            long amount,
            String currency,
            long billed,
            String billingCurrency,
            long settled,
            String settlementCurrency) {

        /** An amount in the account's currency, settled in it. */
        static Sums domestic(long amount, String currency) {
            return new Sums(amount, currency, amount, currency, amount, currency);
        }
    }

    /** Where it was. */
    public record Acceptor(String terminal, String merchant, String name, String mcc) {}

    /** What names it; empty where it is not sent. */
    public record References(String arn, String approvalCode, String rrn, String transactionId) {}

    /**
     * Which part of an authorization it clears.
     *
     * @param number from 1; 0 of 0 where it is the only one
     * @param isFinal whether nothing more is announced
     */
    public record Part(int number, int count, boolean isFinal) {
        static final Part ONLY = new Part(0, 0, true);
    }

    /** Which way the money goes, a reversal turned round. */
    public Direction moves() {
        return isReversal ? direction.opposite() : direction;
    }

    /** Which way the networks settle it with us: what we charge back they pay. */
    Direction settles() {
        return type == Type.DISPUTE ? moves().opposite() : moves();
    }

    ClearingItem reversed() {
        return of(type, true, sums, part, isCollectionOnly);
    }

    ClearingItem as(Type other) {
        return of(other, isReversal, sums, part, isCollectionOnly);
    }

    ClearingItem with(Sums other) {
        return of(type, isReversal, other, part, isCollectionOnly);
    }

    ClearingItem with(Part other) {
        return of(type, isReversal, sums, other, isCollectionOnly);
    }

    ClearingItem collectionOnly() {
        return of(type, isReversal, sums, part, true);
    }

    /** The same under another reference of the acquirer. */
    ClearingItem under(String arn) {
        References named =
                new References(
                        arn, references.approvalCode, references.rrn, references.transactionId);
        return new ClearingItem(
                type,
                network,
                account,
                pan,
                direction,
                isReversal,
                sums,
                acceptor,
                named,
                at,
                part,
                isCollectionOnly);
    }

    private ClearingItem of(
            Type as, boolean reversal, Sums amounts, Part which, boolean collectionOnly) {
        return new ClearingItem(
                as,
                network,
                account,
                pan,
                direction,
                reversal,
                amounts,
                acceptor,
                references,
                at,
                which,
                collectionOnly);
    }

    /** Type, account and amount; never card data. */
    @Override
    public String toString() {
        return "%s%s of account %d, %d of %s"
                .formatted(
                        type, isReversal ? " reversal" : "", account, sums.amount, sums.currency);
    }
}
