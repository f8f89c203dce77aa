package io.kessai.clearing.ingest;

/**
 * An amount as a file sends it.
 *
 * @param units minor units, not negative
 * @param currency ISO 4217 number as sent, 0 where none is; not necessarily a known one
 */
public record SentMoney(long units, int currency) {

    public static final SentMoney NONE = new SentMoney(0, 0);

    public SentMoney {
        if (units < 0) {
            throw new IllegalArgumentException("an amount of a file has no sign");
        }
    }
}
