package io.kessai.clearing.audit;

import io.kessai.domain.Pan;

/** Is told what {@link CardDataScanner} sees. */
interface CardDataSink {
    /** Whether a card's number may begin with these six digits: asked often, answers fast. */
    boolean mayBegin(int firstSix);

    /** A Luhn-valid run of 13 to 19 digits with such a beginning, perhaps part of a longer run. */
    void cardNumber(Pan candidate, String encoding);

    /** Track 1 or track 2 data of this number: number, separator, expiry, service code. */
    void track(Pan candidate, String encoding);
}
