package io.kessai.local.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The simulated issuer's own calculations against vectors that others published, and its cards
 * against themselves.
 */
class CardProofsTest {
    private static final String PAN = "4123456789012345";
    private static final CardProofs CARD = CardProofs.of("9999000000000012", "2912");

    @Test
    void aVerificationValueIsThatOfTheKnownVector() {
        TripleDes keys = TripleDes.of("0123456789ABCDEFFEDCBA9876543210");
        assertEquals("561", CardValues.of(keys, PAN, "8701", "101"));
    }

    @Test
    void aKeyHasItsCheckValue() {
        assertEquals("08D7B4", TripleDes.of("0123456789ABCDEFFEDCBA9876543210").checkValue());
    }

    /** With the vectors of psec, which an HSM made. */
    @ParameterizedTest
    @CsvSource({
        "1, 4524, 1122334455667788, 8523",
        "2, 1912, 1122334455667788, 3244",
        "1, 0570, 1122334455667718, 3144",
        "1, 8299, 1122334455667708, 4422",
    })
    void aPinVerificationValueIsThatOfTheKnownVector(
            String keyIndex, String pin, String pan, String expected) {
        TripleDes key = TripleDes.of("0123456789ABCDEFFEDCBA9876543210");
        assertEquals(expected, Pins.verificationValue(key, pan, keyIndex, pin));
    }

    /** ISO 9564-1's own example. */
    @Test
    void aPinBlockIsThatOfTheKnownVector() {
        TripleDes key = TripleDes.of(TestKeys.PIN_ENCRYPTION);
        String block = Pins.block(key, "4334332211009961", "1234");
        assertEquals("041277CDDEEFF669", key.decrypt(block));
        assertEquals("1234", Pins.in(key, "4334332211009961", block));
    }

    /** With the vectors of pyemv, which an HSM made. */
    @ParameterizedTest
    @CsvSource({
        "06010A03A06010, 3030, 29CCA15AE665FA2E, 28993816AFAE4AEB3030",
        "06011203A0B800, 00000000, 7A788EA6B8A3E733, 9AF514C100000000",
    })
    void aChipAndItsAnswerAreThoseOfTheKnownVector(
            String issuerData, String told, String cryptogram, String answer) {
        TripleDes issuer = TripleDes.of("0123456789ABCDEFFEDCBA9876543210");
        Chip chip = new Chip(issuer, "1234567890123456", issuerData);
        String covered = "00000000400000000000000001248000048000012419110501" + "52BF45851800001C";

        assertEquals(cryptogram, chip.cryptogram(new ChipData(28, covered, issuerData)));
        assertEquals(answer, chip.answer(cryptogram, 28, told));
    }

    @Test
    void whatACardSendsIsItsOwnAndWhatAThiefMakesUpIsNot() {
        assertTrue(CARD.hasOnTrack(CARD.stripe(), false));
        assertTrue(CARD.hasOnTrack(CARD.chipTrack(), true));
        assertFalse(CARD.hasOnTrack(CARD.stripe(), true));
        assertFalse(CARD.hasOnTrack(CARD.falseStripe(), false));
        assertTrue(CARD.hasPrinted(CARD.printed()));
        assertFalse(CARD.hasPrinted(CARD.falsePrinted()));
        assertTrue(CARD.hasPin(CARD.pinBlock(), CARD.stripe()));
        assertFalse(CARD.hasPin(CARD.falsePinBlock(), CARD.stripe()));
    }

    @Test
    void onlyTheChipsOwnCryptogramIsAnswered() {
        for (String pan : new String[] {"9999000000000012", "9999000000000004"}) {
            CardProofs card = CardProofs.of(pan, "2912");
            String chip = card.chip(28, 4_000, "392");
            String made = card.falseChip(28, 4_000, "392");
            assertEquals(OptionalInt.of(28), card.counter(chip));
            assertEquals(OptionalInt.empty(), card.counter(made));
            assertTrue(card.answer(chip).orElseThrow().startsWith("91"));
            assertEquals(Optional.empty(), card.answer(made));
        }
    }
}
