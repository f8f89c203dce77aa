package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PVV and IBM 3624 offset, with the vectors of psec, which an HSM made. */
class PinVerificationTest {
    private static final DesKey KEY = DesKey.of(Hex.bytes("0123456789ABCDEFFEDCBA9876543210"));

    @ParameterizedTest(name = "PIN {1} of {2}: {3}")
    @CsvSource({
        "1, 4524, 1122334455667788, 8523",
        "2, 1912, 1122334455667788, 3244",
        "1, 0570, 1122334455667718, 3144",
        "1, 8299, 1122334455667708, 4422",
    })
    void the_pvv_of_a_pin(int index, String pin, String pan, String pvv) {
        assertEquals(pvv, PinVerificationValue.of(KEY, pan, index, pin));
        assertEquals(pvv, PinVerificationValue.of(KEY, pan, index, pin + "99"), "four count");
    }

    @ParameterizedTest(name = "PIN {0}, digits {2} to {2} + {3}: {5}")
    @CsvSource({
        "4524, 1122334455667788, 0, 16, F, 0000",
        "5635, 1122334455667788, 0, 16, F, 1111",
        "0000, 1122334455667788, 0, 16, F, 6586",
        "1111, 1122334455667788, 0, 16, F, 7697",
        "1234, 1122334455667788, 0, 16, f, 7710",
        "5518, 1122334455667788, 0, 14, F, 0000",
        "3675, 1122334455667788, 1, 14, 1, 0000",
        "5550, 1122334455667788, 2, 14, 1, 0000",
    })
    void the_offset_of_a_pin(
            String pin, String pan, int from, int length, char pad, String offset) {
        PinOffset method = new PinOffset("1234567890123456", from, length, pad);

        assertEquals(offset, method.of(KEY, pan, pin));
        assertTrue(method.verifies(KEY, pan, offset, pin));
    }

    @Test
    void no_other_pin_of_ten_thousand_fits_an_offset() {
        PinOffset method = new PinOffset("0123456789012345", 0, 16, 'F');
        String offset = method.of(KEY, "9999000000000014", "4711");
        for (int i = 0; i < 10_000; i++) {
            String pin = "%04d".formatted(i);
            assertEquals(pin.equals("4711"), method.verifies(KEY, "9999000000000014", offset, pin));
        }
    }

    @Test
    void a_longer_pin_is_verified_by_its_first_digits_and_a_shorter_one_never() {
        PinOffset method = new PinOffset("0123456789012345", 0, 16, 'F');
        String offset = method.of(KEY, "9999000000000014", "4711");

        assertTrue(method.verifies(KEY, "9999000000000014", offset, "471188"));
        assertFalse(method.verifies(KEY, "9999000000000014", offset, "471"));
    }

    @Test
    void a_number_shorter_than_its_validation_data_is_filled_up() {
        PinOffset method = new PinOffset("0123456789012345", 0, 16, 'F');

        assertEquals("9999000000001", method.data("9999000000001"));
        assertTrue(
                method.verifies(
                        KEY, "9999000000001", method.of(KEY, "9999000000001", "0000"), "0000"));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        "012345678901234, 0, 16, F",
        "012345678901234A, 0, 16, F",
        "0123456789012345, -1, 16, F",
        "0123456789012345, 0, 0, F",
        "0123456789012345, 0, 17, F",
        "0123456789012345, 0, 16, G",
    })
    void a_scheme_that_cannot_be_is_refused(String table, int from, int length, char pad) {
        assertThrows(IllegalArgumentException.class, () -> new PinOffset(table, from, length, pad));
    }
}
