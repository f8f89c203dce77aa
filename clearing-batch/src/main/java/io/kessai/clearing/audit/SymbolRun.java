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

    private final CardDataSink sink;
    private final String encoding;
    private final Kind kind;

    private final byte[] ring = new byte[RING];
    private long runLength;

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
        } else {
            other(symbol);
        }
    }

    void boundary() {
        runLength = 0;
        forgetTrack();
    }

    private void digit(int digit) {
        ring[(int) (runLength % RING)] = (byte) digit;
        runLength++;
        if (runLength >= DIGITS_MIN && kind != Kind.NIBBLES_OF_HEX) {
            look();
        }
        if (trackNumber.isPresent()) {
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
        runLength = 0;
    }

    private void startTrack(int separator) {
        if (separator == Symbols.OTHER || runLength < DIGITS_MIN || runLength > DIGITS_MAX) {
            return;
        }
        Optional<Pan> number = number((int) runLength).filter(Pan::passesLuhn);
        if (kind != Kind.CHARACTERS && !sink.mayBegin(firstSix((int) runLength))) {
            return;
        }
        trackNumber = number;
        nameLength = number.isPresent() && separator == Symbols.TRACK_1_SEPARATOR ? 0 : -1;
    }

    private void nameCharacter() {
        nameLength++;
        if (nameLength > NAME_MAX) {
            forgetTrack();
        }
    }

    private void forgetTrack() {
        trackNumber = Optional.empty();
        nameLength = -1;
    }

    /** The digits before the newest: the third and fourth of YYMMSSS are a month. */
    private boolean monthIsValid() {
        int month = fromEnd(5) * 10 + fromEnd(4);
        return month >= 1 && month <= 12;
    }

    private void look() {
        for (int length = DIGITS_MIN; length <= Math.min(runLength, DIGITS_MAX); length++) {
            if (sink.mayBegin(firstSix(length)) && passesLuhn(length)) {
                number(length).ifPresent(pan -> sink.cardNumber(pan, encoding));
            }
        }
    }

    private int firstSix(int length) {
        int value = 0;
        for (int i = length; i > length - FIRST_SIX; i--) {
            value = value * 10 + fromEnd(i);
        }
        return value;
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
        return ring[(int) ((runLength - places) % RING)];
    }
}
