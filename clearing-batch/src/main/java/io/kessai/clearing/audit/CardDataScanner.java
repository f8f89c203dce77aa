package io.kessai.clearing.audit;

import io.kessai.clearing.audit.SymbolRun.Kind;

/**
 * Reads bytes as every encoding in which card data could lie in them: ASCII, EBCDIC (cp1047),
 * binary-coded decimal at either nibble, and hex text, whose bytes are read the same ways again
 * (twice: {@code copy} writes binary columns as hex, and these may hold hex themselves).
 *
 * <p>Sees each byte once and keeps some hundred bytes, however long the stream. For one thread.
 */
final class CardDataScanner {
    private static final int HEX_LEVELS = 2;

    private final Level level;

    CardDataScanner(CardDataSink sink) {
        this.level = new Level(sink, HEX_LEVELS, "");
    }

    void accept(byte b) {
        level.accept(b & 0xff);
    }

    /** What follows is not connected with what came before: another column, another line. */
    void boundary() {
        level.boundary();
    }

    /** The same bytes read in each encoding. */
    private static final class Level {
        private final SymbolRun ascii;
        private final SymbolRun ebcdic;
        private final SymbolRun nibbles;
        private final HexPairs[] hex;

        Level(CardDataSink sink, int hexLevels, String within) {
            ascii = new SymbolRun(sink, "ASCII" + within, Kind.CHARACTERS);
            ebcdic = new SymbolRun(sink, "EBCDIC" + within, Kind.CHARACTERS);
            nibbles =
                    new SymbolRun(
                            sink,
                            "BCD" + within,
                            within.isEmpty() ? Kind.NIBBLES : Kind.NIBBLES_OF_HEX);
            hex = new HexPairs[hexLevels == 0 ? 0 : 2];
            for (int skipped = 0; skipped < hex.length; skipped++) {
                Level inside = new Level(sink, hexLevels - 1, within + " in hex");
                hex[skipped] = new HexPairs(inside, skipped);
            }
        }

        void accept(int b) {
            ascii.accept(Symbols.ofAscii(b));
            ebcdic.accept(Symbols.ofEbcdic(b));
            nibbles.accept(Symbols.ofNibble(b >> 4));
            nibbles.accept(Symbols.ofNibble(b & 0xf));
            for (HexPairs pairs : hex) {
                pairs.accept(b);
            }
        }

        void boundary() {
            ascii.boundary();
            ebcdic.boundary();
            nibbles.boundary();
            for (HexPairs pairs : hex) {
                pairs.boundary();
            }
        }
    }

    /** Pairs the hex digits of a run into bytes, from the first digit of the run or the second. */
    private static final class HexPairs {
        private static final int NONE = -1;

        private final Level inside;
        private final int skipped;
        private int runLength;
        private int high = NONE;

        HexPairs(Level inside, int skipped) {
            this.inside = inside;
            this.skipped = skipped;
        }

        void accept(int b) {
            int value = Symbols.hexValue(b);
            if (value < 0) {
                boundary();
                return;
            }
            runLength++;
            if (runLength <= skipped) {
                return;
            }
            if (high == NONE) {
                high = value;
            } else {
                inside.accept(high << 4 | value);
                high = NONE;
            }
        }

        void boundary() {
            if (runLength > 0) {
                inside.boundary();
                runLength = 0;
                high = NONE;
            }
        }
    }
}
