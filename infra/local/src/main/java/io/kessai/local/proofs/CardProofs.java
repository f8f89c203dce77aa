package io.kessai.local.proofs;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A simulated card: what its terminals send to prove card and cardholder, and whether what was sent
 * proves them. Layouts are the server's defaults (docs/authorization.md, section 6): in the
 * discretionary data of track 2 the PIN's key index and PVV stand at 1, CVV or iCVV at 6. Immutable
 * and thread-safe.
 */
public final class CardProofs {
    private static final String SERVICE = "201";
    private static final String KEY_INDEX = "1";
    private static final String ISSUER_AUTHENTICATION_DATA = "91";
    private static final int VALUES = 1_000;
    private static final int PINS = 10_000;

    /** Behind number, separator, expiry, service code: key index and PVV, then the value. */
    private static final int REFERENCE_FROM = 8;

    private static final int VALUE_FROM = REFERENCE_FROM + 1 + Pins.DIGITS;

    private static final TripleDes CARD_VALUE = TripleDes.of(TestKeys.CARD_VALUE);
    private static final TripleDes PIN_ENCRYPTION = TripleDes.of(TestKeys.PIN_ENCRYPTION);
    private static final TripleDes PIN_VERIFICATION = TripleDes.of(TestKeys.PIN_VERIFICATION);
    private static final TripleDes CRYPTOGRAM = TripleDes.of(TestKeys.CRYPTOGRAM);

    private final String pan;
    private final String expiry;

    private CardProofs(String pan, String expiry) {
        this.pan = pan;
        this.expiry = expiry;
    }

    /**
     * @param pan 16 digits
     * @param expiry YYMM
     */
    public static CardProofs of(String pan, String expiry) {
        return new CardProofs(pan, expiry);
    }

    /** DE35 off the stripe. */
    public String stripe() {
        return track(value(SERVICE));
    }

    /** DE35 off the chip. */
    public String chipTrack() {
        return track(value(CardValues.OF_CHIP));
    }

    /** DE35 off a stripe that somebody made up: all right but for the verification value. */
    public String falseStripe() {
        return track(other(value(SERVICE)));
    }

    /** CVV2. */
    public String printed() {
        return value(CardValues.PRINTED);
    }

    /** Three digits that are not the card's CVV2. */
    public String falsePrinted() {
        return other(printed());
    }

    /** DE52 with the cardholder's PIN, 16 hex digits. */
    public String pinBlock() {
        return Pins.block(PIN_ENCRYPTION, pan, pin());
    }

    /** DE52 with a PIN that a thief guesses. */
    public String falsePinBlock() {
        String guess = "%04d".formatted((Integer.parseInt(pin()) + 1) % PINS);
        return Pins.block(PIN_ENCRYPTION, pan, guess);
    }

    /**
     * DE55 of a purchase, in hex.
     *
     * @param counter of the chip, 0 to 65535
     * @param amount minor units
     * @param currency ISO 4217 numeric, three digits
     */
    public String chip(int counter, long amount, String currency) {
        Chip chip = Chip.of(CRYPTOGRAM, pan);
        ChipData data = ChipData.of(counter, amount, currency, "261122", chip.issuerData());
        return data.with(chip.cryptogram(data));
    }

    /** The same with a cryptogram of another amount. */
    public String falseChip(int counter, long amount, String currency) {
        String other = ChipData.cryptogram(chip(counter, amount + 1, currency));
        return chip(counter, amount, currency)
                .replace(ChipData.cryptogram(chip(counter, amount, currency)), other);
    }

    /**
     * Whether the verification value on a track is the card's.
     *
     * @param isChip whether the chip told it
     */
    public boolean hasOnTrack(String track, boolean isChip) {
        String right = value(isChip ? CardValues.OF_CHIP : SERVICE);
        return track.startsWith(right, pan.length() + VALUE_FROM);
    }

    /** Whether a CVV2 is the card's. */
    public boolean hasPrinted(String digits) {
        return digits.equals(printed());
    }

    /** Whether a PIN block has a PIN that goes with the track. */
    public boolean hasPin(String block, String track) {
        int from = pan.length() + REFERENCE_FROM;
        String pin = Pins.in(PIN_ENCRYPTION, pan, block);
        return track.startsWith(KEY_INDEX + verificationValue(pin), from);
    }

    /** The transaction counter in DE55 where its cryptogram is the card's. */
    public OptionalInt counter(String chip) {
        return genuine(chip).stream().mapToInt(ChipData::counter).findAny();
    }

    /** DE55 by which the chip knows its issuer; nothing for a cryptogram that is not the card's. */
    public Optional<String> answer(String chip) {
        String cryptogram = ChipData.cryptogram(chip);
        return genuine(chip)
                .map(data -> Chip.of(CRYPTOGRAM, pan).answer(cryptogram, data.counter()))
                .map(data -> ChipData.object(ISSUER_AUTHENTICATION_DATA, data));
    }

    private Optional<ChipData> genuine(String chip) {
        return ChipData.read(chip)
                .filter(
                        data ->
                                Chip.of(CRYPTOGRAM, pan)
                                        .cryptogram(data)
                                        .equals(ChipData.cryptogram(chip)));
    }

    private String track(String value) {
        return pan + "=" + expiry + SERVICE + KEY_INDEX + verificationValue(pin()) + value;
    }

    private String value(String service) {
        return CardValues.of(CARD_VALUE, pan, expiry, service);
    }

    private String verificationValue(String pin) {
        return Pins.verificationValue(PIN_VERIFICATION, pan, KEY_INDEX, pin);
    }

    /** Any four digits will do: these are not in the card number as they stand. */
    private String pin() {
        long number = Long.parseLong(pan.substring(pan.length() - 10));
        return "%04d".formatted((number * 7_919 + 4_711) % PINS);
    }

    private static String other(String value) {
        return "%03d".formatted((Integer.parseInt(value) + 1) % VALUES);
    }

    /** Nothing of it: it is card data. */
    @Override
    public String toString() {
        return "CardProofs";
    }
}
