package io.kessai.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of a {@link PanVault}: one for tokens, and the sealing keys by version.
 *
 * <p>The token key never rotates: every stored token would have to be made again. Sealing keys do:
 * a new version becomes the current one, and the old ones stay for opening. Immutable, thread-safe,
 * and never printed, neither here nor in the message of an exception.
 */
public final class VaultKeys {
    private static final int KEY_LENGTH = 32;
    private static final int VERSION_MAX = Short.MAX_VALUE;
    private static final String DEVELOPMENT_TOKEN_KEY = "kessai development token key, no use";
    private static final String DEVELOPMENT_SEALING_KEY = "kessai development sealing key, no use";

    private final SecretKey tokenKey;
    private final Map<Integer, SecretKey> sealingKeys;
    private final int currentVersion;

    private VaultKeys(SecretKey tokenKey, Map<Integer, SecretKey> sealingKeys, int currentVersion) {
        this.tokenKey = tokenKey;
        this.sealingKeys = Map.copyOf(sealingKeys);
        this.currentVersion = currentVersion;
    }

    /**
     * Reads the keys as they are configured.
     *
     * @param tokenKey the HMAC-SHA-256 key: 32 bytes in base64 or hex
     * @param sealingKeys the AES-256 keys as {@code version=key} separated by commas, each key 32
     *     bytes in base64 or hex, each version 1 to 32767, such as {@code 1=…,2=…}
     * @param currentVersion the version new card numbers are sealed under
     * @throws IllegalArgumentException naming what is wrong, never the content of a key
     */
    public static VaultKeys parse(String tokenKey, String sealingKeys, int currentVersion) {
        SecretKey token = new SecretKeySpec(keyBytes("the token key", tokenKey), "HmacSHA256");
        Map<Integer, SecretKey> byVersion = new TreeMap<>();
        for (String entry : sealingKeys.split(",", -1)) {
            int separator = entry.indexOf('=');
            if (separator < 0) {
                throw new IllegalArgumentException("a sealing key is not written as version=key");
            }
            int version = version(entry.substring(0, separator).strip());
            String name = "sealing key " + version;
            byte[] bytes = keyBytes(name, entry.substring(separator + 1));
            if (byVersion.put(version, new SecretKeySpec(bytes, "AES")) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        if (!byVersion.containsKey(currentVersion)) {
            throw new IllegalArgumentException(
                    "the current sealing key version " + currentVersion + " is not among the keys");
        }
        return new VaultKeys(token, byVersion, currentVersion);
    }

    /**
     * The fixed keys for the local profile only: they are in the public sources, so whatever they
     * seal is open to everybody. Every other profile refuses to start with them, see {@link
     * #includesDevelopmentKey()}.
     */
    public static VaultKeys development() {
        return new VaultKeys(
                new SecretKeySpec(digest(DEVELOPMENT_TOKEN_KEY), "HmacSHA256"),
                Map.of(1, new SecretKeySpec(digest(DEVELOPMENT_SEALING_KEY), "AES")),
                1);
    }

    /** Whether any of these keys is a development key, however it got here. */
    public boolean includesDevelopmentKey() {
        VaultKeys development = development();
        SecretKey developmentSealing = development.currentSealingKey();
        return tokenKey.equals(development.tokenKey)
                || sealingKeys.containsValue(developmentSealing);
    }

    /** The version new card numbers are sealed under. */
    public int currentVersion() {
        return currentVersion;
    }

    SecretKey tokenKey() {
        return tokenKey;
    }

    SecretKey currentSealingKey() {
        return sealingKey(currentVersion).orElseThrow();
    }

    Optional<SecretKey> sealingKey(int version) {
        return Optional.ofNullable(sealingKeys.get(version));
    }

    /** The versions, never a key. */
    @Override
    public String toString() {
        return "VaultKeys[versions="
                + new TreeMap<>(sealingKeys).keySet()
                + ", current="
                + currentVersion
                + "]";
    }

    private static int version(String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > VERSION_MAX) {
            throw new IllegalArgumentException(
                    "a sealing key version is not a number from 1 to " + VERSION_MAX);
        }
        return Integer.parseInt(text);
    }

    private static byte[] keyBytes(String name, String text) {
        byte[] bytes = decoded(text.strip());
        if (bytes.length != KEY_LENGTH) {
            throw new IllegalArgumentException(
                    name + " is not " + KEY_LENGTH + " bytes in base64 or hex");
        }
        return bytes;
    }

    /** Nothing where the text is neither; the decoders' own messages would quote the text. */
    private static byte[] decoded(String text) {
        try {
            return text.length() == 2 * KEY_LENGTH
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] digest(String name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
