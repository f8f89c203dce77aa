package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;
import java.util.Optional;

/**
 * Verifies proofs with the keys that somebody keeps. The calls may block, and may be made by many
 * threads at once.
 */
interface CardCryptography {

    /** Whether the value is that of the card. */
    boolean verifies(CardValue value) throws UnavailableException;

    /**
     * Whether the block holds the PIN that the reference is of: the PIN that the first of its keys
     * opens.
     */
    boolean verifies(PinEntry pin) throws UnavailableException;

    /**
     * What the card is answered with on an approval (tag 91), where its cryptogram is right;
     * nothing where it is not.
     */
    Optional<Bytes> authenticates(Cryptogram cryptogram) throws UnavailableException;

    /** Whether the zone master key opens the key, and its check value is right. */
    boolean accepts(ZoneKey key) throws UnavailableException;
}
