package io.kessai.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keys of others, sealed for the database. */
class KeySealTest {
    private static final Secret KEY = Secret.of("9B7A3C5D1E2F40618293A4B5C6D7E8F9");
    private static final String FIRST = "1=" + "11".repeat(32);
    private static final String BOTH = FIRST + ",2=" + "22".repeat(32);
    private static final String TOKEN = "33".repeat(32);

    private final KeySeal seal = new KeySeal(VaultKeys.development());

    @Test
    void whatWasSealedOpensForItsOwner() {
        Ciphertext sealed = seal.seal(KEY, "acme");

        assertEquals(KEY, seal.open(sealed, "acme", PanAccess.get()));
        assertNotEquals(sealed, seal.seal(KEY, "acme"), "no two are alike");
        String stored = new String(sealed.bytes(), StandardCharsets.ISO_8859_1);
        assertFalse(stored.contains("9B7A3C5D"));
    }

    @Test
    void whatWasMovedOrChangedDoesNotOpen() {
        Ciphertext sealed = seal.seal(KEY, "acme");
        byte[] bytes = sealed.bytes();
        bytes[20] ^= 1;

        assertEquals(ErrorCode.VAULT_CONTENT_CHANGED, code(sealed, "other"));
        assertEquals(
                ErrorCode.VAULT_CONTENT_CHANGED,
                code(Ciphertext.of(sealed.keyVersion(), bytes), "acme"));
        assertEquals(
                ErrorCode.VAULT_KEY_UNKNOWN,
                code(Ciphertext.of(sealed.keyVersion() + 1, sealed.bytes()), "acme"));
    }

    @Test
    void anOlderSealingKeyStillOpens() {
        Ciphertext sealed = new KeySeal(VaultKeys.parse(TOKEN, FIRST, 1)).seal(KEY, "acme");
        KeySeal rotated = new KeySeal(VaultKeys.parse(TOKEN, BOTH, 2));

        assertEquals(KEY, rotated.open(sealed, "acme", PanAccess.get()));
        assertEquals(2, rotated.seal(KEY, "acme").keyVersion());
        assertArrayEquals(
                new KeySeal(VaultKeys.parse(TOKEN, FIRST, 1)).fingerprint(KEY, "acme"),
                rotated.fingerprint(KEY, "acme"),
                "a copy is known again after a rotation");
    }

    @Test
    void aFingerprintIsOfOneKeyAndOneOwner() {
        byte[] fingerprint = seal.fingerprint(KEY, "acme");

        assertArrayEquals(fingerprint, seal.fingerprint(KEY, "acme"));
        assertFalse(Arrays.equals(fingerprint, seal.fingerprint(KEY, "other")));
        assertFalse(Arrays.equals(fingerprint, seal.fingerprint(Secret.of("00"), "acme")));
    }

    private ErrorCode code(Ciphertext ciphertext, String owner) {
        return assertThrows(
                        VaultException.class, () -> seal.open(ciphertext, owner, PanAccess.get()))
                .code();
    }
}
