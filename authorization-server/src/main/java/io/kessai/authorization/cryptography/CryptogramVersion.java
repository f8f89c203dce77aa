package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Tlv;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a chip makes its cryptogram of, and with which key. It names its version in the issuer
 * application data (tag 9F10).
 *
 * <p>Source: EMV Book 2, section 8.1 and annex A1.3, and what open source says of each version
 * (pyemv's {@code cvn}, whose vectors came from hardware); of {@link #VISA_17} only descriptions,
 * no vector.
 */
enum CryptogramVersion {
    VISA_10(Application.VISA, 0x0A, Session.CARD_KEY, Covered.RESULTS_OF_FOUR, Padding.ZEROS),
    VISA_17(Application.VISA, 0x11, Session.CARD_KEY, Covered.CONTACTLESS, Padding.ZEROS),
    VISA_18(Application.VISA, 0x12, Session.COMMON, Covered.ISSUER_DATA, Padding.ONE_AND_ZEROS),
    M_CHIP_10(
            Application.M_CHIP,
            0x10,
            Session.M_CHIP,
            Covered.RESULTS_OF_SIX,
            Padding.ONE_AND_ZEROS),
    M_CHIP_11(
            Application.M_CHIP,
            0x11,
            Session.M_CHIP,
            Covered.RESULTS_AND_COUNTERS,
            Padding.ONE_AND_ZEROS),
    M_CHIP_14(
            Application.M_CHIP,
            0x14,
            Session.COMMON,
            Covered.RESULTS_OF_SIX,
            Padding.ONE_AND_ZEROS),
    M_CHIP_15(
            Application.M_CHIP,
            0x15,
            Session.COMMON,
            Covered.RESULTS_AND_COUNTERS,
            Padding.ONE_AND_ZEROS);

    /** What the issuer's chips run. */
    enum Application {
        VISA(2),
        M_CHIP(1);

        private final int versionAt;

        Application(int versionAt) {
            this.versionAt = versionAt;
        }
    }

    /** Which key a transaction's cryptogram is made with. */
    enum Session {
        /** The card's own. */
        CARD_KEY,
        /** EMV common session key derivation, of the transaction counter. */
        COMMON,
        /** Of the transaction counter and the terminal's unpredictable number. */
        M_CHIP
    }

    /** What the cryptogram covers of the issuer application data, and of the terminal's data. */
    private enum Covered {
        RESULTS_OF_FOUR,
        CONTACTLESS,
        ISSUER_DATA,
        RESULTS_OF_SIX,
        RESULTS_AND_COUNTERS
    }

    /** Tags and lengths of what the terminal and the chip say, in order. */
    private static final String[] ALL = {
        "9F02", "9F03", "9F1A", "95", "5F2A", "9A", "9C", "9F37", "82", "9F36"
    };

    private static final int[] ALL_BYTES = {6, 6, 2, 5, 2, 3, 1, 4, 2, 2};
    private static final String[] FEW = {"9F02", "9F37", "9F36"};
    private static final int[] FEW_BYTES = {6, 4, 2};

    private final Application application;
    private final int number;
    private final Session session;
    private final Covered covered;
    private final Padding padding;

    CryptogramVersion(
            Application application,
            int number,
            Session session,
            Covered covered,
            Padding padding) {
        this.application = application;
        this.number = number;
        this.session = session;
        this.covered = covered;
        this.padding = padding;
    }

    /** The version that the issuer application data names; nothing for one not known here. */
    static Optional<CryptogramVersion> of(Application application, byte[] issuerData) {
        return Arrays.stream(values())
                .filter(version -> version.application == application)
                .filter(version -> issuerData.length > application.versionAt)
                .filter(version -> issuerData[application.versionAt] == version.number)
                .findFirst();
    }

    Session session() {
        return session;
    }

    /** Whether the answer to the card is made by method 2, of a card status update. */
    boolean answersByMethod2() {
        return this == VISA_18;
    }

    /** Whether the answer to the card is made with the transaction's key, not the card's. */
    boolean answersWithSessionKey() {
        return session == Session.COMMON;
    }

    /** What the cryptogram is made of, padded; nothing where a part is missing. */
    Optional<Bytes> data(Tlv chip, byte[] issuerData) {
        return switch (covered) {
            case RESULTS_OF_FOUR -> padded(chip, ALL, ALL_BYTES, part(issuerData, 3, 4));
            case CONTACTLESS -> padded(chip, FEW, FEW_BYTES, part(issuerData, 4, 1));
            case ISSUER_DATA -> padded(chip, ALL, ALL_BYTES, issuerData);
            case RESULTS_OF_SIX -> padded(chip, ALL, ALL_BYTES, part(issuerData, 2, 6));
            case RESULTS_AND_COUNTERS ->
                    padded(
                            chip,
                            ALL,
                            ALL_BYTES,
                            Hex.join(part(issuerData, 2, 6), part(issuerData, 10, 8)));
        };
    }

    /** With zeros where the issuer application data is too short: no card made it of those. */
    private static byte[] part(byte[] issuerData, int from, int length) {
        return Arrays.copyOfRange(
                Arrays.copyOf(issuerData, Math.max(issuerData.length, from + length)),
                from,
                from + length);
    }

    private Optional<Bytes> padded(Tlv chip, String[] tags, int[] lengths, byte[] issuerPart) {
        byte[] data = new byte[0];
        for (int i = 0; i < tags.length; i++) {
            Optional<Bytes> value = chip.value(tags[i]);
            if (value.isEmpty() || value.get().length() != lengths[i]) {
                return Optional.empty();
            }
            data = Hex.join(data, value.get().toArray());
        }
        return Optional.of(Bytes.of(padding.applied(Hex.join(data, issuerPart))));
    }
}
