package io.kessai.domain.controls;

import java.util.Locale;
import java.util.Optional;

/** How the card number came into the terminal (DE22). */
public enum EntryMode {
    MANUAL,
    MAGSTRIPE,
    CHIP,
    CONTACTLESS,
    /** A stripe's image from a contactless card. */
    CONTACTLESS_MAGSTRIPE,
    /** Credentials that the merchant keeps. */
    ON_FILE,
    ECOMMERCE,
    /** Not said, or by another way. */
    UNKNOWN;

    private static final int LENGTH_1993 = 12;
    private static final int INPUT_MODE_1993 = 6;

    /** The word written in a rule. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<EntryMode> ofWord(String word) {
        for (EntryMode mode : values()) {
            if (mode.word().equals(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /**
     * Reads DE22: its first two digits in 1987; in 1993, which has twelve characters, the seventh
     * (card data input mode).
     *
     * @param field as sent; empty where it was not
     */
    public static EntryMode ofField22(String field) {
        if (field.length() == LENGTH_1993) {
            return of1993(field.charAt(INPUT_MODE_1993));
        }
        return field.length() < 2 ? UNKNOWN : of1987(field.substring(0, 2));
    }

    private static EntryMode of1987(String digits) {
        return switch (digits) {
            case "01" -> MANUAL;
            case "02", "80", "90" -> MAGSTRIPE;
            case "05", "95" -> CHIP;
            case "07" -> CONTACTLESS;
            case "10" -> ON_FILE;
            case "81" -> ECOMMERCE;
            case "91" -> CONTACTLESS_MAGSTRIPE;
            default -> UNKNOWN;
        };
    }

    private static EntryMode of1993(char mode) {
        return switch (mode) {
            case '1', '6' -> MANUAL;
            case '2' -> MAGSTRIPE;
            case '5' -> CHIP;
            default -> UNKNOWN;
        };
    }

    /** Whether it came through the air. */
    public boolean isContactless() {
        return this == CONTACTLESS || this == CONTACTLESS_MAGSTRIPE;
    }

    /** Whether a stripe was read, or what stands for one. */
    public boolean isMagstripe() {
        return this == MAGSTRIPE || this == CONTACTLESS_MAGSTRIPE;
    }
}
