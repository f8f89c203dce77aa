package io.kessai.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Pan;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultKeysTest {
    private static final String ONE = "11".repeat(32);
    private static final String TWO = "22".repeat(32);
    private static final Pan PAN = Pan.of("4111111111111111").orElseThrow();

    @Test
    void base64_and_hex_are_the_same_key() {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(ONE));

        VaultKeys hex = VaultKeys.parse(ONE, " 1=" + ONE + ", 7=" + TWO + " ", 7);
        VaultKeys mixed = VaultKeys.parse(base64, "1=" + base64, 1);

        assertEquals(new PanVault(hex).token(PAN), new PanVault(mixed).token(PAN));
        assertEquals(7, hex.currentVersion());
    }

    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # token key | sealing keys | current | refusal
                    ''     | 1=ONE         | 1 | the token key is not 32 bytes in base64 or hex
                    SHORT  | 1=ONE         | 1 | the token key is not 32 bytes in base64 or hex
                    %%%    | 1=ONE         | 1 | the token key is not 32 bytes in base64 or hex
                    ONE    | ''            | 1 | a sealing key is not written as version=key
                    ONE    | ONE           | 1 | a sealing key is not written as version=key
                    ONE    | 1=ONE,        | 1 | a sealing key is not written as version=key
                    ONE    | 1=SHORT       | 1 | sealing key 1 is not 32 bytes in base64 or hex
                    ONE    | 0=ONE         | 0 | a sealing key version is not a number from 1 to 32767
                    ONE    | x=ONE         | 1 | a sealing key version is not a number from 1 to 32767
                    ONE    | 32768=ONE     | 1 | a sealing key version is not a number from 1 to 32767
                    ONE    | 1=ONE,1=TWO   | 1 | sealing key 1 is given twice
                    ONE    | 1=ONE,2=TWO   | 3 | the current sealing key version 3 is not among the keys
                    """)
    void wrong_keys_are_refused_without_quoting_them(
            String tokenKey, String sealingKeys, int current, String refusal) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> VaultKeys.parse(keys(tokenKey), keys(sealingKeys), current));

        assertEquals(refusal, refused.getMessage());
    }

    @Test
    void a_development_key_is_recognised_wherever_it_comes_from() {
        String developmentSealing =
                HexFormat.of().formatHex(VaultKeys.development().currentSealingKey().getEncoded());
        String developmentToken =
                HexFormat.of().formatHex(VaultKeys.development().tokenKey().getEncoded());

        assertTrue(VaultKeys.development().includesDevelopmentKey());
        assertTrue(VaultKeys.parse(developmentToken, "1=" + ONE, 1).includesDevelopmentKey());
        assertTrue(
                VaultKeys.parse(ONE, "1=" + TWO + ",2=" + developmentSealing, 1)
                        .includesDevelopmentKey());
        assertFalse(VaultKeys.parse(ONE, "1=" + TWO, 1).includesDevelopmentKey());
    }

    @Test
    void development_keys_never_change() {
        assertEquals(
                "11502c7a17591ecf80cd9bc0d57331c3",
                new PanVault(VaultKeys.development()).token(PAN).toString());
    }

    private static String keys(String words) {
        return words.replace("ONE", ONE).replace("TWO", TWO).replace("SHORT", "aabb");
    }
}
