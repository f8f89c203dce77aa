package io.kessai.iso8583;

import java.util.Optional;

/** What a field may contain: the attribute letters of ISO 8583, and {@code tlv} for DE55. */
public enum FieldFormat {
    N("n", Characters.DIGIT, Rule.NOT_NUMERIC),
    A("a", Characters.LETTER | Characters.SPACE, "not-alphabetic"),
    AN("an", Characters.LETTER | Characters.DIGIT | Characters.SPACE, "not-alphanumeric"),
    ANS(
            "ans",
            Characters.LETTER | Characters.DIGIT | Characters.SPACE | Characters.SPECIAL,
            "not-printable"),
    Z("z", Characters.DIGIT | Characters.SEPARATOR, "not-track-data"),
    /** A sign, C or D, and a number: the table's length counts the digits only. */
    X_N("x+n", Characters.DIGIT, Rule.NOT_NUMERIC),
    B("b", 0, Rule.NOT_HEX),
    TLV("tlv", 0, Rule.NOT_BER_TLV),
    /** Subfields behind a bitmap of their own of 8 bytes. */
    BITS("bits", 0, Rule.NOT_HEX),
    /** Subelements, each behind a tag of two digits and a length of two. */
    SUB_2("sub2", 0, Rule.NOT_HEX),
    /** Subelements, each behind a tag of three digits and a length of three. */
    SUB_3("sub3", 0, Rule.NOT_HEX);

    private final String word;
    private final int allowed;
    private final String rule;

    FieldFormat(String word, int allowed, String rule) {
        this.word = word;
        this.allowed = allowed;
        this.rule = rule;
    }

    /** The format a dialect file calls by this word. */
    static Optional<FieldFormat> of(String word) {
        for (FieldFormat format : values()) {
            if (format.word.equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What a dialect file calls it. */
    String word() {
        return word;
    }

    /** The rule that forbidden content breaks. */
    String rule() {
        return rule;
    }

    boolean isBinary() {
        return this == B || this == TLV;
    }

    /** Whether the field is made of parts that the table defines one by one. */
    boolean isNested() {
        return this == BITS || this == SUB_2 || this == SUB_3;
    }

    /** How many digits the tag and the length of a subelement have; 0 for other formats. */
    int tagDigits() {
        return this == SUB_2 ? 2 : this == SUB_3 ? 3 : 0;
    }

    /** The index of the first character that does not belong here, or -1. */
    int firstForbidden(String text, int from) {
        return Characters.firstOutside(allowed, text, from, text.length());
    }

    /** The index of the first byte (a character of ISO 8859-1) that does not belong here, or -1. */
    public int firstForbidden(byte[] characters, int from, int to) {
        return Characters.firstOutside(allowed, characters, from, to);
    }
}
