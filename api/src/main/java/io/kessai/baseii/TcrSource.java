package io.kessai.baseii;

import io.kessai.baseii.BaseIIFraming.Encoding;
import io.kessai.domain.Ebcdic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a file into TCRs, in ISO 8859-1 and without what the framing added; padding is left out.
 *
 * <p>Holds one buffer whatever the file's size. Not thread-safe.
 */
final class TcrSource {
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final int ITF_LENGTH = BaseIIFraming.Form.ITF.length();
    private static final int CODE_LENGTH = 2;
    private static final int BLANKS_LENGTH = 2;
    private static final String PADDING = " \0\r\n\u001a\u0085";

    /** What the file has next. */
    enum Piece {
        TCR,
        WRONG_LENGTH,
        /** Shorter than a record, and the file ends there. */
        CUT_OFF,
        END
    }

    private final InputStream in;
    private final FramingDetector.Found framing;
    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private final byte[] tcr = new byte[Layout.TCR_LENGTH];
    private int at;
    private int limit;
    private boolean isEnded;

    /** The place of the buffer's first byte in the file. */
    private long bufferOffset;

    private long offset;
    private int length;
    private String wrong = "";

    TcrSource(InputStream in) throws IOException {
        this.in = in;
        fill();
        this.framing = FramingDetector.detect(buffer, limit);
    }

    Encoding encoding() {
        return framing.encoding();
    }

    /** Finds the next piece; the accessors below then tell of it. */
    Piece next() throws IOException {
        while (true) {
            if (limit - at < 2 * ITF_LENGTH) {
                fill();
            }
            if (at == limit) {
                return Piece.END;
            }
            int start = at;
            offset = bufferOffset + start;
            int end = framing.isLines() ? lineEnd() : pieceEnd();
            // Filling while searching for the line's end may have moved it.
            start = (int) (offset - bufferOffset);
            length = end - start;
            if (!isPadding(start, end)) {
                return classify(start, end);
            }
        }
    }

    /** The last TCR found, valid until the next call; 168 characters. */
    byte[] tcr() {
        return tcr;
    }

    /** Where the piece starts in the file. */
    long offset() {
        return offset;
    }

    /** How many characters the piece has. */
    int length() {
        return length;
    }

    /** The first characters of a piece that is no TCR. */
    String wrong() {
        return wrong;
    }

    private Piece classify(int start, int end) {
        if (length == Layout.TCR_LENGTH) {
            copy(start, 0, Layout.TCR_LENGTH);
            return Piece.TCR;
        }
        if (length == ITF_LENGTH && isItf(start)) {
            copy(start, 0, CODE_LENGTH);
            copy(start + CODE_LENGTH + BLANKS_LENGTH, CODE_LENGTH, Layout.TCR_LENGTH - CODE_LENGTH);
            return Piece.TCR;
        }
        byte[] shown = Arrays.copyOfRange(buffer, start, Math.min(end, start + ITF_LENGTH));
        if (framing.encoding() == Encoding.EBCDIC) {
            Ebcdic.toLatin(shown);
        }
        wrong = new String(shown, StandardCharsets.ISO_8859_1);
        boolean isLast = at == limit && isEnded && end == limit;
        return isLast && length < Layout.TCR_LENGTH ? Piece.CUT_OFF : Piece.WRONG_LENGTH;
    }

    private void copy(int from, int to, int count) {
        if (framing.encoding() == Encoding.ASCII) {
            System.arraycopy(buffer, from, tcr, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            tcr[to + i] = Ebcdic.toLatin(buffer[from + i]);
        }
    }

    private boolean isItf(int start) {
        return character(start + CODE_LENGTH) == ' '
                && character(start + CODE_LENGTH + 1) == ' '
                && Characters.isDigit(character(start + CODE_LENGTH + BLANKS_LENGTH));
    }

    /** The end of the piece at {@code at}, which moves behind it. */
    private int pieceEnd() {
        int end = Math.min(at + framing.period(), limit);
        at = end;
        return end;
    }

    /** The end of the line at {@code at} without its line end; {@code at} moves behind that. */
    private int lineEnd() throws IOException {
        int from = lineEndExpected();
        while (true) {
            for (int i = from; i < limit; i++) {
                if (buffer[i] == framing.lineEnd()) {
                    int end = i > at && buffer[i - 1] == '\r' ? i - 1 : i;
                    at = i + 1;
                    return end;
                }
            }
            from = limit - at;
            boolean isFull = from == buffer.length;
            if (isFull || !fill()) {
                at = limit;
                return limit;
            }
            from += at;
        }
    }

    /** Where to start looking: most lines are of the length of the form, with or without CR. */
    private int lineEndExpected() {
        int ctf = at + Layout.TCR_LENGTH;
        boolean isWhole =
                ctf + 1 < limit
                        && (buffer[ctf] == framing.lineEnd()
                                || (buffer[ctf] == '\r' && buffer[ctf + 1] == framing.lineEnd()));
        return isWhole ? ctf : at;
    }

    /** Lines that start with 00, empty ones, and blank or binary zero ones. */
    private boolean isPadding(int start, int end) {
        if (end - start >= CODE_LENGTH && character(start) == '0' && character(start + 1) == '0') {
            return true;
        }
        for (int i = start; i < end; i++) {
            if (PADDING.indexOf(character(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private byte character(int index) {
        return framing.encoding() == Encoding.ASCII ? buffer[index] : Ebcdic.toLatin(buffer[index]);
    }

    /** Makes room and reads on. Whether there was anything. */
    private boolean fill() throws IOException {
        if (isEnded) {
            return false;
        }
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        bufferOffset += at;
        at = 0;
        int read = in.readNBytes(buffer, limit, buffer.length - limit);
        limit += read;
        isEnded = limit < buffer.length;
        return read > 0;
    }
}
