package io.kessai.authorization.decide;

import java.util.OptionalInt;

/**
 * What was found, before the decision, of what a message proves card and cardholder with. Holds
 * nothing of the proofs themselves.
 *
 * @param cryptogram of the chip (tag 9F26)
 * @param counter the chip's transaction counter, 0 to 65535, where its cryptogram is good
 * @param trackValue the verification value on the track or in the chip's image of it
 * @param printedValue the one printed on the card
 * @param cavv what 3-D Secure has the issuer's own server vouch with
 */
public record Findings(
        Finding cryptogram,
        OptionalInt counter,
        Finding trackValue,
        Finding printedValue,
        Finding cavv,
        Finding pin) {

    /** Of a message that carries no proof. */
    public static final Findings NONE =
            new Findings(
                    Finding.ABSENT,
                    OptionalInt.empty(),
                    Finding.ABSENT,
                    Finding.ABSENT,
                    Finding.ABSENT,
                    Finding.ABSENT);
}
