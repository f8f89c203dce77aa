package io.kessai.authorization.cryptography;

import io.kessai.authorization.decide.Findings;
import io.kessai.iso8583.Bytes;
import java.util.Optional;

/**
 * What became of a message's proofs.
 *
 * @param issuerAuthenticationData what the card is answered with if it is approved (tag 91)
 */
public record Verified(Findings findings, Optional<Bytes> issuerAuthenticationData) {

    /** Of a message that carries nothing to verify. */
    public static final Verified NOTHING = new Verified(Findings.NONE, Optional.empty());
}
