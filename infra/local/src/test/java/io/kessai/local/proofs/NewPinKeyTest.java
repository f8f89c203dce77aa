package io.kessai.local.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Keys that networks bring: vectors derived with OpenSSL ({@code enc -des-ede3 -nopad}), not with
 * the code under test.
 */
class NewPinKeyTest {

    /** Key 1F2E3D4C5B6A79880123456789ABCDEF under the test keys' zone master key. */
    private static final String WRAPPED = "ABB4CEF3D2E9F2F9D2540125E685C7DC";

    private static final String CHECK_VALUE = "103C5D65CAF9E96D";

    @Test
    void aKeyIsReadBySixToSixteenDigitsOfItsCheckValue() {
        for (int digits = 6; digits <= 16; digits++) {
            NewPinKey key = read(WRAPPED + CHECK_VALUE.substring(0, digits));
            assertEquals(WRAPPED + CHECK_VALUE, key.sent());
        }
        assertEquals(Optional.empty(), NewPinKey.read(WRAPPED + CHECK_VALUE.substring(0, 5)));
        assertEquals(Optional.empty(), NewPinKey.read(WRAPPED + "103C5C"));
        assertEquals(Optional.empty(), NewPinKey.read(""));
    }

    @Test
    void aCheckValueOfAnotherKeyIsWrongInEveryLength() {
        String sent = NewPinKey.of(new SplittableRandom(1)).falselySent();
        assertEquals(Optional.empty(), NewPinKey.read(sent));
        assertEquals(Optional.empty(), NewPinKey.read(sent.substring(0, 38)));
    }

    /** The block of ISO 9564-1's own example, under the key before and under this one. */
    @Test
    void aBlockIsTranslatedToTheNewKey() {
        NewPinKey key = read(WRAPPED + CHECK_VALUE);
        assertEquals("63926607476872F9", key.translated("9081A429DB924630"));
    }

    @Test
    void itPrintsItsCheckValueAndNoKey() {
        NewPinKey key = read(WRAPPED + CHECK_VALUE);
        assertTrue(key.toString().contains("103C5D"));
        assertFalse(key.toString().contains("1F2E3D"));
    }

    private static NewPinKey read(String sent) {
        return NewPinKey.read(sent).orElseThrow();
    }
}
