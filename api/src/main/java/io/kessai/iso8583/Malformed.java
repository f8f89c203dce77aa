package io.kessai.iso8583;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Why a payload is not a message of its dialect, by its first fault.
 *
 * <p>A fault of content (such as a letter in a numeric field) is noted and decoding goes on behind
 * the field; a fault of structure (such as a length that overruns the payload) ends it.
 *
 * @param fieldPath where: {@code mti}, {@code bitmap}, {@code trailing}, a field number, or a field
 *     number and the tag or subfield in it such as {@code 55.9F26} or {@code 62.2}
 * @param field the number to answer in DE44: 0 for the MTI, 1 for the bitmap and for bytes that it
 *     does not announce, else the field
 * @param byteOffset of the first byte at fault, from the payload's start; the payload's length when
 *     a byte is missing
 * @param rule the broken rule, a stable word: message-ends-early, mti-not-numeric, bitmap-not-hex,
 *     field-undefined, length-not-numeric, length-over-maximum, trailing-bytes; of content:
 *     not-numeric, not-alphabetic, not-alphanumeric, not-printable, not-track-data,
 *     sign-not-c-or-d, padding-not-zero, not-hex, not-ber-tlv; of nested fields, beside the others:
 *     field-ends-early, tag-not-numeric, subfield-twice
 * @param readable the MTI and every sound field read, or nothing when the MTI cannot be read
 */
public record Malformed(
        String fieldPath, int field, int byteOffset, String rule, Optional<Message> readable)
        implements Decoded {

    /** The same fault with what could be read put into other terms. */
    Malformed withReadable(UnaryOperator<Message> change) {
        return new Malformed(fieldPath, field, byteOffset, rule, readable.map(change));
    }
}
