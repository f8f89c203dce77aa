package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Card numbers and secrets: what they accept, and that they do not print. */
class PanTest {

    @ParameterizedTest
    @CsvSource({
        // number,             shown,               Luhn
        "9999000000000012,    999900******0012,    true",
        "9999000000000013,    999900******0013,    false",
        "4111111111111111,    411111******1111,    true",
        "378282246310005,     378282*****0005,     true",
        "4222222222222,       422222***2222,       true",
        "6304000000000000001, 630400*********0001, false",
    })
    void showsFirstSixAndLastFour(String digits, String shown, boolean luhn) {
        Pan pan = Pan.of(digits).orElseThrow();
        assertEquals(shown, pan.toString());
        assertEquals(luhn, pan.passesLuhn());
        assertEquals(digits, pan.reveal(PanAccess.get()));
        assertEquals(digits.substring(0, 6), pan.firstSix());
        assertEquals(digits.substring(digits.length() - 4), pan.lastFour());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "999900000001",
                "99990000000000000001",
                "999900000000001A",
                "9999 000000000012",
                "９９９９０００００００００００１",
            })
    void anythingElseIsNoCardNumber(String digits) {
        assertEquals(Optional.empty(), Pan.of(digits));
        assertEquals(Optional.empty(), Pan.of(Secret.of(digits)));
    }

    @Test
    void theSameDigitsAreTheSameCard() {
        assertEquals(Pan.of("9999000000000012"), Pan.of(Secret.of("9999000000000012")));
        assertNotEquals(Pan.of("9999000000000012"), Pan.of("999900000000012"));
    }

    @Test
    void aSecretDoesNotPrint() {
        Secret secret = Secret.of("9999000000000012=2912");
        assertEquals("***", secret.toString());
        assertEquals("***", String.valueOf(secret));
        assertEquals("9999000000000012=2912", secret.reveal(PanAccess.get()));
        assertEquals(21, secret.length());
        assertEquals(Secret.of("9999000000000012=2912"), secret);
        assertNotEquals(Secret.of("9999000000000012"), secret);
    }

    @Test
    void printingTheEmptySecretTellsNotEvenThat() {
        assertTrue(Secret.of("").toString().equals(Secret.of("x").toString()));
        assertFalse(Secret.of("").equals(Secret.of("x")));
    }
}
