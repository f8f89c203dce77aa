package io.kessai.iso8583;

/**
 * One line of a dialect's field table.
 *
 * @param prefixDigits 0 for a fixed length, 2 for LLVAR, 3 for LLLVAR
 * @param length the fixed length or the maximum: digits of n, z and x+n (without the sign),
 *     characters of a, an and ans, bytes of b and tlv
 */
record FieldDefinition(
        int number,
        String name,
        FieldFormat format,
        int prefixDigits,
        int length,
        Encoding encoding,
        Sensitivity sensitivity) {

    /** How content is put into bytes. */
    enum Encoding {
        /** A byte a character. */
        TEXT,
        /** A byte a digit. */
        ASCII_DIGITS,
        /** Two digits a byte; an odd number of digits starts with a zero nibble. */
        BCD,
        /** Two hex characters a byte; a length prefix counts the characters. */
        HEX,
        /** The bytes themselves. */
        RAW
    }

    boolean isFixed() {
        return prefixDigits == 0;
    }
}
