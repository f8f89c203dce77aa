package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;
import java.util.Optional;

/** Stands where nobody has keys: it is never asked for proofs, and can say nothing. */
final class NoCryptography implements CardCryptography {

    @Override
    public boolean verifies(CardValue value) throws UnavailableException {
        throw new UnavailableException("no keys");
    }

    @Override
    public boolean verifies(PinEntry pin) throws UnavailableException {
        throw new UnavailableException("no keys");
    }

    @Override
    public Optional<Bytes> authenticates(Cryptogram cryptogram) throws UnavailableException {
        throw new UnavailableException("no keys");
    }

    /** Without a zone master key none is right. */
    @Override
    public boolean accepts(ZoneKey key) {
        return false;
    }
}
