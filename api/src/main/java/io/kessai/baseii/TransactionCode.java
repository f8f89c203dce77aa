package io.kessai.baseii;

import java.util.stream.IntStream;

/**
 * A BASE II transaction code (TC): what a transaction is.
 *
 * @param number 0 to 99
 */
public record TransactionCode(int number) {
    private static final TransactionCode[] ALL =
            IntStream.range(0, 100).mapToObj(TransactionCode::new).toArray(TransactionCode[]::new);

    public static final TransactionCode SALES_DRAFT = of(5);
    public static final TransactionCode CREDIT_VOUCHER = of(6);
    public static final TransactionCode CASH_DISBURSEMENT = of(7);
    public static final TransactionCode FEE_COLLECTION = of(10);
    public static final TransactionCode FUNDS_DISBURSEMENT = of(20);
    public static final TransactionCode MEMBER_SETTLEMENT = of(46);
    public static final TransactionCode FILE_HEADER = of(90);
    public static final TransactionCode BATCH_TRAILER = of(91);
    public static final TransactionCode FILE_TRAILER = of(92);

    /**
     * @throws IllegalArgumentException if the number has more than two digits
     */
    public TransactionCode {
        if (number < 0 || number > 99) {
            throw new IllegalArgumentException("a transaction code has two digits: " + number);
        }
    }

    /**
     * @throws ArrayIndexOutOfBoundsException if the number has more than two digits
     */
    public static TransactionCode of(int number) {
        return ALL[number];
    }

    /** 05, 06, 07: a draft, of any usage. */
    public boolean isPresentment() {
        return number >= 5 && number <= 7;
    }

    /** 25, 26, 27: takes a draft back. */
    public boolean isReversal() {
        return number >= 25 && number <= 27;
    }

    /** 15 to 17 and 35 to 37: a dispute financial, or its reversal. */
    public boolean isDispute() {
        return (number >= 15 && number <= 17) || (number >= 35 && number <= 37);
    }

    /** 01 to 04: an item of ours that came back, or was reclassified. */
    public boolean isReturned() {
        return number >= 1 && number <= 4;
    }

    /** 10 fee collection, 20 funds disbursement. */
    public boolean isFee() {
        return number == 10 || number == 20;
    }

    /** 90 file header, 91 batch trailer, 92 file trailer. */
    public boolean isEnvelope() {
        return number >= 90 && number <= 92;
    }

    /** Two digits. */
    @Override
    public String toString() {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
