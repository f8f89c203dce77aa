package io.kessai.bench.codec;

import java.util.List;

/** The one message that all codecs read and write: an 0100 of eighteen fields. */
final class Purchase {
    static final String MTI = "0100";

    /** What a field holds, in the formats of ISO 8583:1987. */
    enum Kind {
        /** Digits, of a fixed length. */
        DIGITS,
        /** Digits, at most 99, behind their number. */
        DIGITS_LL,
        /** Track 2, as {@link #DIGITS_LL} with a separator. */
        TRACK,
        /** Characters, of a fixed length. */
        TEXT
    }

    /** One field and its content, in characters. */
    record Field(int number, Kind kind, String content) {}

    static final List<Field> FIELDS =
            List.of(
                    new Field(2, Kind.DIGITS_LL, "9999000000000004"),
                    new Field(3, Kind.DIGITS, "000000"),
                    new Field(4, Kind.DIGITS, "000000012345"),
                    new Field(7, Kind.DIGITS, "1130041500"),
                    new Field(11, Kind.DIGITS, "123456"),
                    new Field(12, Kind.DIGITS, "131500"),
                    new Field(13, Kind.DIGITS, "1130"),
                    new Field(14, Kind.DIGITS, "2912"),
                    new Field(18, Kind.DIGITS, "5411"),
                    new Field(22, Kind.DIGITS, "051"),
                    new Field(25, Kind.DIGITS, "00"),
                    new Field(32, Kind.DIGITS_LL, "123456"),
                    new Field(35, Kind.TRACK, "9999000000000004=29121010000012345678"),
                    new Field(37, Kind.TEXT, "633404123456"),
                    new Field(41, Kind.TEXT, "TERM0001"),
                    new Field(42, Kind.TEXT, "MERCHANT0000001"),
                    new Field(43, Kind.TEXT, "CORNER STORE             TOKYO        JP"),
                    new Field(49, Kind.DIGITS, "392"));

    private Purchase() {}
}
