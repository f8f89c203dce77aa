package io.kessai.authorization.cryptography;

import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.util.Locale;
import java.util.Optional;

/**
 * A key for PIN blocks that a network has given us.
 *
 * @param network whose zone it is of
 * @param wrapped the key under the network's zone master key: 32 hex digits
 * @param checkValue what the network says of the key: 6 to 16 hex digits in upper case, no secret
 */
record ZoneKey(String network, Secret wrapped, String checkValue) implements PinKey {

    private static final String WRAPPED = "[0-9A-F]{32}";
    private static final String CHECK_VALUE = "[0-9A-F]{6,16}";

    /** As a message has it; nothing where either part is not what it must be. */
    static Optional<ZoneKey> of(String network, Secret wrapped, Secret checkValue) {
        String key = clear(wrapped);
        String check = clear(checkValue);
        return key.matches(WRAPPED) && check.matches(CHECK_VALUE)
                ? Optional.of(new ZoneKey(network, Secret.of(key), check))
                : Optional.empty();
    }

    /** The same key always has the same owner: neither network nor check value can be swapped. */
    String owner() {
        return network + "/" + checkValue;
    }

    private static String clear(Secret secret) {
        return secret.reveal(PanAccess.get()).toUpperCase(Locale.ROOT);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ZoneKey[" + network + ", " + checkValue + "]";
    }
}
