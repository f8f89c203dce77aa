package io.kessai.iso8583;

/** The words of {@link Malformed#rule()}. */
final class Rule {
    static final String MESSAGE_ENDS_EARLY = "message-ends-early";
    static final String MTI_NOT_NUMERIC = "mti-not-numeric";
    static final String BITMAP_NOT_HEX = "bitmap-not-hex";
    static final String FIELD_UNDEFINED = "field-undefined";
    static final String LENGTH_NOT_NUMERIC = "length-not-numeric";
    static final String LENGTH_OVER_MAXIMUM = "length-over-maximum";
    static final String TRAILING_BYTES = "trailing-bytes";
    static final String FIELD_ENDS_EARLY = "field-ends-early";
    static final String TAG_NOT_NUMERIC = "tag-not-numeric";
    static final String SUBFIELD_TWICE = "subfield-twice";
    static final String NOT_NUMERIC = "not-numeric";
    static final String SIGN_NOT_C_OR_D = "sign-not-c-or-d";
    static final String PADDING_NOT_ZERO = "padding-not-zero";
    static final String NOT_HEX = "not-hex";
    static final String NOT_BER_TLV = "not-ber-tlv";

    private Rule() {}
}
