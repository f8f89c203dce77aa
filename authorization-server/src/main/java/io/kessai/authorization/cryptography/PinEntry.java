package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import java.util.List;
import java.util.Set;

/**
 * A PIN as it was entered, and what it is verified against.
 *
 * @param network that it came from
 * @param block encrypted, in hex
 * @param reference the key index and the PVV, or the offset, in digits
 * @param under the keys that the block may be encrypted under, in the order to try them
 */
record PinEntry(String network, Pan pan, Secret block, Secret reference, List<PinKey> under)
        implements Proof {

    PinEntry {
        under = List.copyOf(under);
    }

    /** As a message has it, under the configured key. */
    PinEntry(String network, Pan pan, Secret block, Secret reference) {
        this(network, pan, block, reference, List.of(PinKey.CONFIGURED));
    }

    PinEntry with(List<PinKey> keys) {
        return new PinEntry(network, pan, block, reference, keys);
    }

    @Override
    public Set<KeyUse> keys() {
        return Set.of(KeyUse.PIN_ENCRYPTION, KeyUse.PIN_VERIFICATION);
    }

    @Override
    public String toString() {
        return "PinEntry";
    }
}
