package io.kessai.vault;

import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Turns keys that others gave us into what may be stored, and back.
 *
 * <p>Ciphertext: AES-256-GCM over the text in ASCII with a random nonce of 12 bytes, under a key
 * that HKDF-SHA-256 makes of the vault's sealing key for this purpose alone. What the key belongs
 * to is associated data, so that a ciphertext moved to another row does not open. Thread-safe.
 */
public final class KeySeal {
    private static final String SEALING = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "kessai zone key".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_LENGTH = 32;

    private final VaultKeys keys;
    private final SecureRandom random = new SecureRandom();

    public KeySeal(VaultKeys keys) {
        this.keys = keys;
    }

    /**
     * Seals under the current sealing key; no two results are alike.
     *
     * @param owner what the key belongs to
     */
    public Ciphertext seal(Secret key, String owner) {
        byte[] nonce = new byte[Ciphertext.NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            Cipher cipher =
                    cipher(Cipher.ENCRYPT_MODE, purposeKey(keys.currentVersion()), nonce, owner);
            byte[] sealed = cipher.doFinal(bytes(key));
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
     * @param access marks the caller as part of the PCI scope
     * @throws VaultException {@code VAULT_KEY_UNKNOWN} when the version is not configured, {@code
     *     VAULT_CONTENT_CHANGED} when ciphertext or owner are not what was sealed
     */
    public Secret open(Ciphertext ciphertext, String owner, PanAccess access) {
        Objects.requireNonNull(access);
        byte[] bytes = ciphertext.bytes();
        byte[] nonce = Arrays.copyOf(bytes, Ciphertext.NONCE_LENGTH);
        try {
            Cipher cipher =
                    cipher(Cipher.DECRYPT_MODE, purposeKey(ciphertext.keyVersion()), nonce, owner);
            byte[] text = cipher.doFinal(bytes, nonce.length, bytes.length - nonce.length);
            return Secret.of(new String(text, StandardCharsets.US_ASCII));
        } catch (AEADBadTagException _) {
            throw PanVault.contentChanged("a sealed key is not what was sealed for its owner");
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /**
     * 32 bytes by which the same key of the same owner is known again: HMAC-SHA-256 under the token
     * key, which never changes.
     */
    public byte[] fingerprint(Secret key, String owner) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.tokenKey());
            mac.update(PURPOSE);
            mac.update((byte) 0);
            mac.update(owner.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(bytes(key));
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    private SecretKey purposeKey(int version) throws GeneralSecurityException {
        SecretKey master = keys.sealingKey(version).orElseThrow(() -> PanVault.keyUnknown(version));
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey(
                        "AES",
                        HKDFParameterSpec.ofExtract()
                                .addIKM(master)
                                .thenExpand(PURPOSE, KEY_LENGTH));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(SEALING);
        cipher.init(mode, key, new GCMParameterSpec(8 * Ciphertext.TAG_LENGTH, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] bytes(Secret key) {
        return key.reveal(PanAccess.get()).getBytes(StandardCharsets.US_ASCII);
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException(
                "every Java 25 platform has HKDF-SHA256, HMAC-SHA-256 and AES-GCM", e);
    }
}
