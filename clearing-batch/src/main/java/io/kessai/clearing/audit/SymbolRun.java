package io.kessai.clearing.audit;

import io.kessai.domain.Pan;
import java.util.Optional;

/**
 * Finds card numbers and track data in one reading of a stream. Every part of 13 to 19 digits of a
 * longer run is looked at. For one thread.
 *
 * <p>Track shapes (ISO/IEC 7813): number, {@code =}, expiry, service code; or number, {@code ^},
 * name of 2 to 26 characters, {@code ^}, expiry, service code.
 */
final class SymbolRun {
    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;
    private static final int FIRST_SIX = 6;
    private static final int NAME_MIN = 2;
    private static final int NAME_MAX = 26;

    /** Expiry YYMM and a service code of three digits. */
    private static final int AFTER_SEPARATOR = 7;

    private static final int RING = 32;
    private static final int FIVE_DIGITS = 100_000;

    /** Bits of {@link #beginnings} that stand for 13 to 19 digits. */
    private static final int LONG_ENOUGH = 0x3f80;

    private final CardDataSink sink;
    private final String encoding;
    private final Kind kind;

    private final byte[] ring = new byte[RING];
    private long runLength;
    private int newestSix;

    /** Bit i: the run had digits that may begin a card number, 6 + i digits before here. */
    private int beginnings;

    private boolean inTrack;
    private Optional<Pan> trackNumber = Optional.empty();
    private int nameLength = -1;

    /** What the symbols are, and so what is believed of them. */
    enum Kind {
        CHARACTERS,
        /** Random bytes take the shape of track data too often: only a known beginning counts. */
        NIBBLES,
        /** The digits were seen as characters already: only tracks are new. */
        NIBBLES_OF_HEX
    }

    SymbolRun(CardDataSink sink, String encoding, Kind kind) {
        this.sink = sink;
        this.encoding = encoding;
        this.kind = kind;
    }

    void accept(int symbol) {
        if (symbol < 10) {
            digit(symbol);
        } else if (runLength > 0 || inTrack) {
            other(symbol);
        }
    }

    void boundary() {
        endRun();
        forgetTrack();
    }

    private void endRun() {
        runLength = 0;
        newestSix = 0;
        beginnings = 0;
    }

    private void digit(int digit) {
        ring[(int) runLength & (RING - 1)] = (byte) digit;
        runLength++;
        newestSix = newestSix % FIVE_DIGITS * 10 + digit;
        beginnings <<= 1;
        if (runLength >= FIRST_SIX && sink.mayBegin(newestSix)) {
            beginnings |= 1;
        }
        if ((beginnings & LONG_ENOUGH) != 0 && kind != Kind.NIBBLES_OF_HEX) {
            look();
        }
        if (inTrack) {
            if (nameLength >= 0) {
                nameCharacter();
            } else if (runLength == AFTER_SEPARATOR && monthIsValid()) {
                trackNumber.ifPresent(number -> sink.track(number, encoding));
                forgetTrack();
            }
        }
    }

    private void other(int symbol) {
        if (nameLength >= NAME_MIN && symbol == Symbols.TRACK_1_SEPARATOR) {
            nameLength = -1;
        } else if (nameLength >= 0 && symbol == Symbols.OTHER) {
            nameCharacter();
        } else {
            forgetTrack();
            startTrack(symbol);
        }
        endRun();
    }

    private void startTrack(int separator) {
        if (separator == Symbols.OTHER || runLength < DIGITS_MIN || runLength > DIGITS_MAX) {
            return;
        }
        if (kind != Kind.CHARACTERS && (beginnings >> ((int) runLength - FIRST_SIX) & 1) == 0) {
            return;
        }
        Optional<Pan> number = number((int) runLength).filter(Pan::passesLuhn);
        trackNumber = number;
        inTrack = number.isPresent();
        nameLength = number.isPresent() && separator == Symbols.TRACK_1_SEPARATOR ? 0 : -1;
    }

    private void nameCharacter() {
        nameLength++;
        if (nameLength > NAME_MAX) {
            forgetTrack();
        }
    }

    private void forgetTrack() {
        if (inTrack) {
            inTrack = false;
            trackNumber = Optional.empty();
            nameLength = -1;
        }
    }

    /** The digits before the newest: the third and fourth of YYMMSSS are a month. */
    private boolean monthIsValid() {
        int month = fromEnd(5) * 10 + fromEnd(4);
        return month >= 1 && month <= 12;
    }

    private void look() {
        for (int length = DIGITS_MIN; length <= DIGITS_MAX; length++) {
            if ((beginnings >> (length - FIRST_SIX) & 1) == 1 && passesLuhn(length)) {
                number(length).ifPresent(pan -> sink.cardNumber(pan, encoding));
            }
        }
    }

    private boolean passesLuhn(int length) {
        int sum = 0;
        for (int i = 1; i <= length; i++) {
            int weighted = i % 2 == 1 ? fromEnd(i) : 2 * fromEnd(i);
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private Optional<Pan> number(int length) {
        StringBuilder digits = new StringBuilder(length);
        for (int i = length; i >= 1; i--) {
            digits.append((char) ('0' + fromEnd(i)));
        }
        return Pan.of(digits.toString());
    }

    /** The digit that many places before the end of the run; 1 is the newest. */
    private int fromEnd(int places) {
        return ring[(int) (runLength - places) & (RING - 1)];
    }
}
