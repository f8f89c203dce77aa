package io.kessai.ipm;

import io.kessai.iso8583.FieldFormat;
import java.util.Optional;

/** What the layout says a data element or PDS contains. */
enum Content {
    N("n", "a character that is no digit"),
    AN("an", "a character that is no letter, digit or space"),
    ANS("ans", "a character that cannot be printed"),
    /** A sign, C or D, then digits. */
    SIGNED("x+n", "a character that is no digit, or no sign C or D before them"),
    ANY("any", ""),
    BINARY("b", ""),
    /** A part of the PDS text. */
    PDS("pds", "");

    private final String word;
    private final String fault;

    Content(String word, String fault) {
        this.word = word;
        this.fault = fault;
    }

    static Optional<Content> of(String word) {
        for (Content content : values()) {
            if (content.word.equals(word)) {
                return Optional.of(content);
            }
        }
        return Optional.empty();
    }

    /** What a character is that does not belong here. */
    String fault() {
        return fault;
    }

    /** The index of the first character that does not belong here, or -1. */
    int firstForbidden(byte[] text, int from, int to) {
        return switch (this) {
            case N -> FieldFormat.N.firstForbidden(text, from, to);
            case AN -> FieldFormat.AN.firstForbidden(text, from, to);
            case ANS -> FieldFormat.ANS.firstForbidden(text, from, to);
            case SIGNED -> firstUnsigned(text, from, to);
            case ANY, BINARY, PDS -> -1;
        };
    }

    private static int firstUnsigned(byte[] text, int from, int to) {
        boolean isSigned = from < to && (text[from] == 'C' || text[from] == 'D');
        return isSigned ? FieldFormat.N.firstForbidden(text, from + 1, to) : from;
    }
}
