package io.kessai.authorization.cryptography;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys that stand in the configuration: hex, then optionally {@code /} and the key's check value.
 * Immutable, thread-safe and never printed, neither here nor in the message of an exception.
 */
final class SoftwareKeys {

    private final Map<KeyUse, DesKey> desKeys;
    private final Optional<AesKey> pinAesKey;

    private SoftwareKeys(Map<KeyUse, DesKey> desKeys, Optional<AesKey> pinAesKey) {
        this.desKeys = desKeys;
        this.pinAesKey = pinAesKey;
    }

    /**
     * @param pinFormat of which the PIN encryption key is: AES for format 4
     * @throws IllegalArgumentException naming the key that is wrong, never its content
     */
    static SoftwareKeys parse(Map<KeyUse, String> texts, PinBlockFormat pinFormat) {
        Map<KeyUse, DesKey> desKeys = new EnumMap<>(KeyUse.class);
        Optional<AesKey> pinAesKey = Optional.empty();
        for (Map.Entry<KeyUse, String> text : texts.entrySet()) {
            KeyUse use = text.getKey();
            String[] parts = text.getValue().strip().split("/", -1);
            if (use == KeyUse.PIN_ENCRYPTION && pinFormat == PinBlockFormat.ISO_4) {
                AesKey key = aes(use, parts[0]);
                check(use, parts, key.checkValue());
                pinAesKey = Optional.of(key);
            } else {
                DesKey key = des(use, parts[0]);
                check(use, parts, key.checkValue());
                desKeys.put(use, key);
            }
        }
        return new SoftwareKeys(desKeys, pinAesKey);
    }

    /**
     * @throws IllegalStateException where it is not configured: nothing is asked of it then
     */
    DesKey des(KeyUse use) {
        return Optional.ofNullable(desKeys.get(use))
                .orElseThrow(() -> new IllegalStateException("no key for " + use.word()));
    }

    /**
     * @throws IllegalStateException as {@link #des}
     */
    AesKey pinAes() {
        return pinAesKey.orElseThrow(() -> new IllegalStateException("no AES key for PINs"));
    }

    private static DesKey des(KeyUse use, String hex) {
        byte[] bytes = bytes(hex);
        if (bytes.length != DesKey.LENGTH) {
            throw new IllegalArgumentException("the " + use.word() + " key is not 16 bytes in hex");
        }
        return DesKey.of(bytes);
    }

    private static AesKey aes(KeyUse use, String hex) {
        try {
            return AesKey.of(bytes(hex));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "the " + use.word() + " key is not 16, 24 or 32 bytes in hex");
        }
    }

    private static void check(KeyUse use, String[] parts, String actual) {
        boolean isRight =
                parts.length == 1 || (parts.length == 2 && parts[1].equalsIgnoreCase(actual));
        if (!isRight) {
            throw new IllegalArgumentException(
                    "the " + use.word() + " key does not have the check value beside it");
        }
    }

    /** Nothing where the text is no hex; the decoder's own message would quote it. */
    private static byte[] bytes(String hex) {
        try {
            return Hex.bytes(hex);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
