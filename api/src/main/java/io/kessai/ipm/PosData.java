package io.kessai.ipm;

/**
 * The point of service data code (DE22): twelve subfields of one character. Those that networks
 * agree on have a name here.
 *
 * @param code twelve characters as sent
 */
public record PosData(String code) {

    private static final int LENGTH = 12;

    /**
     * @throws IllegalArgumentException unless there are twelve characters
     */
    public PosData {
        if (code.length() != LENGTH) {
            throw new IllegalArgumentException("a point of service data code has 12 characters");
        }
    }

    /** Subfield 4: where the terminal is operated. */
    public char environment() {
        return code.charAt(3);
    }

    /** Subfield 5: 0 where the cardholder was there. */
    public char cardholderPresence() {
        return code.charAt(4);
    }

    /** Subfield 6: 1 where the card was there. */
    public char cardPresence() {
        return code.charAt(5);
    }

    /** Subfield 7: 1 manual, 2 magnetic stripe, 5 chip, 6 key-entered; others vary by dialect. */
    public char inputMode() {
        return code.charAt(6);
    }

    /** Subfield 8: how the cardholder was authenticated. */
    public char authenticationMethod() {
        return code.charAt(7);
    }
}
