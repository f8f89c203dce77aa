package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import java.util.Set;

/**
 * A PIN as it was entered, and what it is verified against.
 *
 * @param block encrypted, in hex
 * @param reference the key index and the PVV, or the offset, in digits
 */
record PinEntry(Pan pan, Secret block, Secret reference) implements Proof {

    @Override
    public Set<KeyUse> keys() {
        return Set.of(KeyUse.PIN_ENCRYPTION, KeyUse.PIN_VERIFICATION);
    }

    @Override
    public String toString() {
        return "PinEntry";
    }
}
