package io.kessai.authorization.cryptography;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keys that stand in the configuration: hex, then optionally {@code /} and the key's check value.
 * Immutable, thread-safe and never printed, neither here nor in the message of an exception.
 */
final class SoftwareKeys {

    private final Map<KeyUse, DesKey> desKeys;
    private final Optional<AesKey> pinAesKey;
    private final Map<String, DesKey> zoneMasters;

    private SoftwareKeys(
            Map<KeyUse, DesKey> desKeys,
            Optional<AesKey> pinAesKey,
            Map<String, DesKey> zoneMasters) {
        this.desKeys = desKeys;
        this.pinAesKey = pinAesKey;
        this.zoneMasters = zoneMasters;
    }

    /**
     * @param pinFormat of which the PIN encryption key is: AES for format 4
     * @throws IllegalArgumentException naming the key that is wrong, never its content
     */
    static SoftwareKeys parse(Map<KeyUse, String> texts, PinBlockFormat pinFormat) {
        return parse(texts, Map.of(), pinFormat);
    }

    /**
     * As {@link #parse(Map, PinBlockFormat)}.
     *
     * @param zoneMasters of the networks that have one of their own
     */
    static SoftwareKeys parse(
            Map<KeyUse, String> texts, Map<String, String> zoneMasters, PinBlockFormat pinFormat) {
        Map<KeyUse, DesKey> desKeys = new EnumMap<>(KeyUse.class);
        Optional<AesKey> pinAesKey = Optional.empty();
        for (Map.Entry<KeyUse, String> text : texts.entrySet()) {
            KeyUse use = text.getKey();
            String[] parts = parts(text.getValue());
            if (use == KeyUse.PIN_ENCRYPTION && pinFormat == PinBlockFormat.ISO_4) {
                AesKey key = aes(use, parts[0]);
                check(use.word(), parts, key.checkValue());
                pinAesKey = Optional.of(key);
            } else {
                desKeys.put(use, des(use.word(), parts));
            }
        }
        Map<String, DesKey> masters = new TreeMap<>();
        zoneMasters.forEach(
                (network, text) ->
                        masters.put(network, des("zone-masters." + network, parts(text))));
        return new SoftwareKeys(desKeys, pinAesKey, masters);
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

    /**
     * What a network's keys come under; nothing where there is neither its own nor a common one.
     */
    Optional<DesKey> zoneMaster(String network) {
        return Optional.ofNullable(zoneMasters.get(network))
                .or(() -> Optional.ofNullable(desKeys.get(KeyUse.ZONE_MASTER)));
    }

    private static String[] parts(String text) {
        return text.strip().split("/", -1);
    }

    private static DesKey des(String name, String[] parts) {
        byte[] bytes = bytes(parts[0]);
        if (bytes.length != DesKey.LENGTH) {
            throw new IllegalArgumentException("the " + name + " key is not 16 bytes in hex");
        }
        DesKey key = DesKey.of(bytes);
        check(name, parts, key.checkValue());
        return key;
    }

    private static AesKey aes(KeyUse use, String hex) {
        try {
            return AesKey.of(bytes(hex));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "the " + use.word() + " key is not 16, 24 or 32 bytes in hex");
        }
    }

    private static void check(String name, String[] parts, String actual) {
        boolean isRight =
                parts.length == 1 || (parts.length == 2 && parts[1].equalsIgnoreCase(actual));
        if (!isRight) {
            throw new IllegalArgumentException(
                    "the " + name + " key does not have the check value beside it");
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
