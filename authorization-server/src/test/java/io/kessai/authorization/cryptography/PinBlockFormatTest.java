package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.kessai.domain.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ISO 9564-1, as its own examples and those of psec have it, and what is no block at all. */
class PinBlockFormatTest {
    private static final byte[] KEY = Hex.bytes("0123456789ABCDEFFEDCBA9876543210");
    private static final String PAN = "5544332211009966";

    /** Clear blocks; the first is psec's, the others were written by hand. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "ISO_0, 041277CDDEEFF669, 1234",
        "ISO_0, 0612 77 64 DE EF F6 69, 123456",
        "ISO_1, 141234FFFFFFFFFF, 1234",
        "ISO_1, 1C123456789012 0F, 123456789012",
        "ISO_3, 3412 77 CD DE EF F6 69, 1234",
        "ISO_3, 3412 77 99 EC FF A2 5B, 1234",
        "ISO_0, 341277CDDEEFF669, ''",
        "ISO_1, 041277CDDEEFF669, ''",
        "ISO_3, 041277CDDEEFF669, ''",
        "ISO_1, 131234FFFFFFFFFF, ''",
        "ISO_1, 1D1234567890123F, ''",
        "ISO_1, 1412A4FFFFFFFFFF, ''",
        "ISO_0, 041277CDDEEFF660, ''",
        "ISO_3, 341277 2D DEEFF669, ''",
    })
    void a_block_holds_a_pin_or_nothing(PinBlockFormat format, String block, String pin) {
        byte[] encrypted = DesKey.of(KEY).encrypt(Hex.bytes(block.replace(" ", "")));

        assertEquals(expected(pin), format.open(DesKey.of(KEY), encrypted, PAN));
    }

    @ParameterizedTest
    @EnumSource(PinBlockFormat.class)
    void every_pin_comes_back_whatever_fills_the_block(PinBlockFormat format) {
        PinBlocks terminal = new PinBlocks(7);
        for (int i = 0; i < 1_000; i++) {
            String pin = terminal.digits(4 + i % 9);
            String pan = terminal.digits(13 + i % 7);

            byte[] block = terminal.of(format, KEY, pin, pan);

            assertEquals(format.length(), block.length);
            assertEquals(expected(pin), open(format, block, pan));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PinBlockFormat.class,
            names = {"ISO_0", "ISO_3", "ISO_4"})
    void the_block_of_one_card_is_not_that_of_another(PinBlockFormat format) {
        PinBlocks terminal = new PinBlocks(8);
        for (int i = 0; i < 1_000; i++) {
            String pin = terminal.digits(4);
            byte[] block = terminal.of(format, KEY, pin, "4123456789012345");

            assertNotEquals(expected(pin), open(format, block, "4127456789012345"));
        }
    }

    @ParameterizedTest
    @EnumSource(PinBlockFormat.class)
    void one_bit_of_damage_never_leaves_the_pin(PinBlockFormat format) {
        PinBlocks terminal = new PinBlocks(9);
        String pan = "9999000000000014";
        for (int bit = 0; bit < format.length() * 8; bit++) {
            String pin = terminal.digits(4);
            byte[] block = terminal.of(format, KEY, pin, pan);
            block[bit / 8] ^= (byte) (1 << bit % 8);

            assertNotEquals(expected(pin), open(format, block, pan), format + " bit " + bit);
        }
    }

    @Test
    void a_pin_is_never_printed() {
        byte[] block = new PinBlocks(1).of(PinBlockFormat.ISO_0, KEY, "1234", PAN);

        assertEquals("Optional[***]", open(PinBlockFormat.ISO_0, block, PAN).toString());
    }

    private static Optional<Secret> open(PinBlockFormat format, byte[] block, String pan) {
        return format == PinBlockFormat.ISO_4
                ? format.open(AesKey.of(KEY), block, pan)
                : format.open(DesKey.of(KEY), block, pan);
    }

    private static Optional<Secret> expected(String pin) {
        return pin.isEmpty() ? Optional.empty() : Optional.of(Secret.of(pin));
    }
}
