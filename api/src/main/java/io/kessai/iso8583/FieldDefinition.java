package io.kessai.iso8583;

import java.util.Map;
import java.util.Optional;

/**
 * One line of a dialect's field table.
 *
 * @param parent the number of the field that this is a part of, 0 for none
 * @param prefixDigits 0 for a fixed length, 2 for LLVAR, 3 for LLLVAR
 * @param length the fixed length or the maximum: digits of n, z and x+n (without the sign),
 *     characters of a, an and ans, bytes of b and tlv
 * @param parts of a nested field, by number
 */
record FieldDefinition(
        int parent,
        int number,
        String name,
        FieldFormat format,
        int prefixDigits,
        int length,
        Encoding encoding,
        Sensitivity sensitivity,
        Map<Integer, FieldDefinition> parts) {

    /** How content is put into bytes. */
    enum Encoding {
        /** A byte a character. */
        TEXT,
        /** A byte a digit. */
        CHARACTER_DIGITS,
        /** Two digits a byte; an odd number of digits starts with a zero nibble. */
        BCD,
        /** Two hex characters a byte; a length prefix counts the characters. */
        HEX,
        /** The bytes themselves. */
        RAW
    }

    /** The same field with these parts. */
    FieldDefinition with(Map<Integer, FieldDefinition> subfields) {
        return new FieldDefinition(
                parent,
                number,
                name,
                format,
                prefixDigits,
                length,
                encoding,
                sensitivity,
                Map.copyOf(subfields));
    }

    /** The part of this number, or nothing. */
    Optional<FieldDefinition> part(int part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** The number as people write it: {@code 62} or {@code 62.2}. */
    String path() {
        return parent == 0 ? Integer.toString(number) : parent + "." + number;
    }

    boolean isFixed() {
        return prefixDigits == 0;
    }
}
