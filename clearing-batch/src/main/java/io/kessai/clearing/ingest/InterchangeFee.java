package io.kessai.clearing.ingest;

import io.kessai.domain.Direction;

/**
 * Interchange of one record, exact.
 *
 * @param millionths of the major unit, not negative
 * @param currency ISO 4217 number, 0 where the record carries no fee
 * @param direction seen from us: debit is what we owe
 */
public record InterchangeFee(long millionths, int currency, Direction direction) {

    public static final InterchangeFee NONE = new InterchangeFee(0, 0, Direction.DEBIT);

    public InterchangeFee {
        if (millionths < 0) {
            throw new IllegalArgumentException("a fee has a direction and no sign");
        }
    }
}
