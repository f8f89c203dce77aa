package io.kessai.clearing.ingest;

/**
 * What makes a record an exception though its every field could be read. The names are stored and
 * shown: stable words. Those of unreadable fields are the format's own.
 */
public enum RecordProblem {
    PAN_MISSING("no card number can be read; find the card by its ARN"),
    PAN_LUHN("the card number fails its check digit; find the card by its ARN"),
    CURRENCY_UNKNOWN("a currency code is not one of ISO 4217; ask the network which one is meant"),
    PROCESSING_CODE_UNKNOWN(
            "the processing code (DE3) is not one that says which way money goes; ask the network"
                    + " what is meant"),
    MESSAGE_UNKNOWN(
            "the message type and function code (DE24) do not say what its amount is for; ask the"
                    + " network what is meant"),
    FEES_OUT_OF_RANGE(
            "its fees (PDS 0146, 0147) are of several currencies or add up to more than can be"
                    + " counted; ask the network for them"),
    EXPONENT_INEXACT(
            "an amount cannot be written in its currency's minor unit (PDS 0148); ask the network"
                    + " for the exact amount"),
    BILLING_AMOUNT_MISSING(
            "a billing currency is named and the billing amount is zero; ask the network for the"
                    + " amount"),
    BILLING_AMOUNT_OFF_RATE(
            "the billing amount (DE6) is not DE4 by the rate DE10; ask the network which one is"
                    + " right");

    private final String sentence;

    RecordProblem(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong and what a person does about it, without the place. */
    String sentence() {
        return sentence;
    }
}
