package io.kessai.vault;

import java.util.Arrays;

/**
 * A sealed card number or key: the version of the key it is under, and the bytes to store.
 *
 * <p>The bytes are a nonce of 12 bytes, what is encrypted and an authentication tag of 16 bytes.
 * Immutable and thread-safe; not sensitive without the key.
 */
public final class Ciphertext {
    /** Bytes before the encrypted digits. */
    static final int NONCE_LENGTH = 12;

    /** Bytes after the encrypted digits. */
    static final int TAG_LENGTH = 16;

    private final int keyVersion;
    private final byte[] bytes;

    private Ciphertext(int keyVersion, byte[] bytes) {
        this.keyVersion = keyVersion;
        this.bytes = bytes;
    }

    /**
     * What was sealed as it was stored.
     *
     * @throws IllegalArgumentException if the bytes are too few to hold nonce and tag
     */
    public static Ciphertext of(int keyVersion, byte[] bytes) {
        if (bytes.length <= NONCE_LENGTH + TAG_LENGTH) {
            throw new IllegalArgumentException(
                    "sealed content has more than 28 bytes, got " + bytes.length);
        }
        return new Ciphertext(keyVersion, bytes.clone());
    }

    /** The version of the sealing key, 1 to 32767. */
    public int keyVersion() {
        return keyVersion;
    }

    /** The bytes to store, a new array at each call. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ciphertext that
                && keyVersion == that.keyVersion
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * keyVersion + Arrays.hashCode(bytes);
    }

    /** The key version and the length; the bytes themselves are of no use in a log. */
    @Override
    public String toString() {
        return "Ciphertext[keyVersion=" + keyVersion + ", " + bytes.length + " bytes]";
    }
}
