package io.kessai.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.PanToken;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values were computed with another implementation (Python: hmac, cryptography). */
class PanVaultTest {
    private static final String TOKEN_KEY = hexRange(0, 32);
    private static final String FIRST_KEY = hexRange(32, 64);
    private static final String SECOND_KEY = hexRange(64, 96);
    private static final VaultKeys KEYS = VaultKeys.parse(TOKEN_KEY, "1=" + FIRST_KEY, 1);
    private static final VaultKeys ROTATED =
            VaultKeys.parse(TOKEN_KEY, "1=" + FIRST_KEY + ",2=" + SECOND_KEY, 2);
    private static final Pan PAN = pan("4111111111111111");

    private final PanVault vault = new PanVault(KEYS);

    @Test
    void a_token_is_the_first_half_of_the_hmac_of_the_digits() {
        assertEquals("0622241201382a45912fb22828b3f7db", vault.token(PAN).toString());
    }

    @Test
    void a_sealed_pan_is_nonce_then_gcm_with_the_token_as_associated_data() {
        PanVault fixed = new PanVault(KEYS, () -> HexFormat.of().parseHex(hexRange(0, 12)));

        Ciphertext sealed = fixed.seal(PAN);

        assertEquals(1, sealed.keyVersion());
        assertEquals(
                "000102030405060708090a0b"
                        + "68636c967b04dadd8dc8f8f717426f0df3d3f7bd7334eb22b5b6ca401fb4680a",
                HexFormat.of().formatHex(sealed.bytes()));
    }

    @Test
    void what_was_sealed_opens() {
        for (String digits : List.of("4000000000006", "9999000000000000", "6200000000000000000")) {
            Pan pan = pan(digits);
            assertEquals(
                    pan, vault.open(vault.seal(pan), vault.token(pan), PanAccess.get()), digits);
        }
    }

    @Test
    void the_same_pan_is_never_sealed_alike() {
        assertNotEquals(vault.seal(PAN), vault.seal(PAN));
    }

    @Test
    void any_changed_bit_is_noticed() {
        byte[] sealed = vault.seal(PAN).bytes();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertChanged(Ciphertext.of(1, changed), vault.token(PAN));
        }
    }

    @Test
    void a_ciphertext_in_another_cards_row_does_not_open() {
        assertChanged(vault.seal(PAN), vault.token(pan("4111111111111112")));
    }

    @Test
    void a_shortened_ciphertext_does_not_open() {
        byte[] sealed = vault.seal(PAN).bytes();
        byte[] shorter = HexFormat.of().parseHex(hexRange(0, 29));
        System.arraycopy(sealed, 0, shorter, 0, shorter.length);

        assertChanged(Ciphertext.of(1, shorter), vault.token(PAN));
        assertThrows(IllegalArgumentException.class, () -> Ciphertext.of(1, new byte[28]));
    }

    @Test
    void after_a_rotation_old_ciphertexts_open_and_new_ones_are_under_the_new_key() {
        PanVault rotated = new PanVault(ROTATED);
        Ciphertext old = vault.seal(PAN);
        Ciphertext young = rotated.seal(PAN);

        assertEquals(vault.token(PAN), rotated.token(PAN));
        assertEquals(2, young.keyVersion());
        assertEquals(PAN, rotated.open(old, rotated.token(PAN), PanAccess.get()));
        assertEquals(PAN, rotated.open(young, rotated.token(PAN), PanAccess.get()));
        assertChangedUnder(rotated, Ciphertext.of(2, old.bytes()), rotated.token(PAN));
    }

    @Test
    void a_version_that_is_not_configured_is_named() {
        VaultException refused =
                assertThrows(
                        VaultException.class,
                        () ->
                                vault.open(
                                        new PanVault(ROTATED).seal(PAN),
                                        vault.token(PAN),
                                        PanAccess.get()));

        assertEquals(ErrorCode.VAULT_KEY_UNKNOWN, refused.code());
        assertEquals("sealing key 2 is not configured", refused.getMessage());
    }

    @Test
    void many_threads_get_the_same_tokens() throws Exception {
        List<Pan> pans = IntStream.range(0, 500).mapToObj(i -> pan("%016d".formatted(i))).toList();
        List<PanToken> expected = pans.stream().map(vault::token).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<List<PanToken>>> tasks =
                    Collections.nCopies(8, () -> pans.stream().map(vault::token).toList());
            for (Future<List<PanToken>> tokens : threads.invokeAll(tasks)) {
                assertEquals(expected, tokens.get());
            }
        }
        assertEquals(500, expected.stream().collect(Collectors.toSet()).size());
    }

    @Test
    void neither_keys_nor_ciphertexts_print_what_they_hold() {
        String printed = KEYS + " " + ROTATED + " " + vault.seal(PAN);

        for (String secret : Set.of(TOKEN_KEY, FIRST_KEY, SECOND_KEY, "4111111111111111")) {
            assertFalse(printed.contains(secret.substring(0, 8)), printed);
        }
        assertEquals("VaultKeys[versions=[1, 2], current=2]", ROTATED.toString());
    }

    private void assertChanged(Ciphertext ciphertext, PanToken token) {
        assertChangedUnder(vault, ciphertext, token);
    }

    private static void assertChangedUnder(PanVault vault, Ciphertext ciphertext, PanToken token) {
        VaultException refused =
                assertThrows(
                        VaultException.class, () -> vault.open(ciphertext, token, PanAccess.get()));
        assertEquals(ErrorCode.VAULT_CONTENT_CHANGED, refused.code());
    }

    private static Pan pan(String digits) {
        return Pan.of(digits).orElseThrow();
    }

    private static String hexRange(int from, int to) {
        return IntStream.range(from, to).mapToObj("%02x"::formatted).collect(Collectors.joining());
    }
}
