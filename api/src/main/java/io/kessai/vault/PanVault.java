package io.kessai.vault;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.PanToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Turns card numbers into what may be stored, and back.
 *
 * <p>Token: the first 16 bytes of HMAC-SHA-256 over the digits in ASCII. Ciphertext: AES-256-GCM
 * over the digits in ASCII with a random nonce of 12 bytes and the token as associated data, so
 * that a ciphertext moved to another card's row does not open. A key may seal 2^32 card numbers
 * before random nonces become unsafe (NIST SP 800-38D, 8.3): rotate long before. Thread-safe.
 */
public final class PanVault {
    private static final String SEALING = "AES/GCM/NoPadding";

    private final VaultKeys keys;
    private final Supplier<byte[]> nonces;
    private final ThreadLocal<Tokenizer> tokenizers;

    /** A vault under these keys, with nonces from the platform's secure random source. */
    public PanVault(VaultKeys keys) {
        this(keys, secureNonces());
    }

    PanVault(VaultKeys keys, Supplier<byte[]> nonces) {
        this.keys = keys;
        this.nonces = nonces;
        this.tokenizers = ThreadLocal.withInitial(() -> new Tokenizer(keys.tokenKey()));
    }

    /** The token of a card number: always the same under the same token key. */
    public PanToken token(Pan pan) {
        return tokenizers.get().token(digits(pan));
    }

    /** Seals a card number under the current key; no two results are alike. */
    public Ciphertext seal(Pan pan) {
        byte[] nonce = nonces.get();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.currentSealingKey(), nonce);
            cipher.updateAAD(token(pan).bytes());
            byte[] sealed = cipher.doFinal(digits(pan));
            byte[] bytes = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, bytes, nonce.length, sealed.length);
            return Ciphertext.of(keys.currentVersion(), bytes);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /**
     * Opens what {@link #seal} made, under whichever configured version.
     *
     * @param token the token stored beside the ciphertext
     * @param access marks the caller as part of the PCI scope
     * @throws VaultException {@code VAULT_KEY_UNKNOWN} when the version is not configured, {@code
     *     VAULT_CONTENT_CHANGED} when ciphertext or token are not what was sealed
     */
    public Pan open(Ciphertext ciphertext, PanToken token, PanAccess access) {
        Objects.requireNonNull(access);
        SecretKey key =
                keys.sealingKey(ciphertext.keyVersion())
                        .orElseThrow(() -> keyUnknown(ciphertext.keyVersion()));
        byte[] bytes = ciphertext.bytes();
        try {
            byte[] nonce = Arrays.copyOf(bytes, Ciphertext.NONCE_LENGTH);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce);
            cipher.updateAAD(token.bytes());
            byte[] digits = cipher.doFinal(bytes, nonce.length, bytes.length - nonce.length);
            return Pan.of(new String(digits, StandardCharsets.US_ASCII))
                    .orElseThrow(PanVault::contentChanged);
        } catch (AEADBadTagException _) {
            throw contentChanged();
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private static byte[] digits(Pan pan) {
        return pan.reveal(PanAccess.get()).getBytes(StandardCharsets.US_ASCII);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(SEALING);
        cipher.init(mode, key, new GCMParameterSpec(8 * Ciphertext.TAG_LENGTH, nonce));
        return cipher;
    }

    private static Supplier<byte[]> secureNonces() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] nonce = new byte[Ciphertext.NONCE_LENGTH];
            random.nextBytes(nonce);
            return nonce;
        };
    }

    static VaultException keyUnknown(int version) {
        return new VaultException(
                ErrorCode.VAULT_KEY_UNKNOWN, "sealing key " + version + " is not configured");
    }

    private static VaultException contentChanged() {
        return contentChanged("a sealed PAN is not what was sealed for its token");
    }

    static VaultException contentChanged(String what) {
        return new VaultException(ErrorCode.VAULT_CONTENT_CHANGED, what);
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has HMAC-SHA-256 and AES-GCM", e);
    }

    /** The Mac of one thread and the room for its result. */
    private static final class Tokenizer {
        private final Mac mac;
        private final byte[] result;

        Tokenizer(SecretKey key) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                result = new byte[mac.getMacLength()];
            } catch (GeneralSecurityException e) {
                throw unavailable(e);
            }
        }

        PanToken token(byte[] digits) {
            mac.update(digits);
            try {
                mac.doFinal(result, 0);
            } catch (GeneralSecurityException e) {
                throw unavailable(e);
            }
            return PanToken.of(Arrays.copyOf(result, PanToken.LENGTH));
        }
    }
}
