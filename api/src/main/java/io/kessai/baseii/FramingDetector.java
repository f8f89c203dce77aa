package io.kessai.baseii;

import io.kessai.baseii.BaseIIFraming.Encoding;
import io.kessai.domain.Ebcdic;

/**
 * Finds out from a file's first bytes how its records are framed; a damaged byte does not matter.
 */
final class FramingDetector {
    /** No record with its delimiter is longer, so lines have at least one end per so many bytes. */
    private static final int LINE_LENGTH_MAX = Layout.TCR_LENGTH + 4;

    private static final byte NEWLINE = '\n';
    private static final byte[] EBCDIC_LINE_ENDS = {Ebcdic.LF, Ebcdic.NEL, NEWLINE};

    /**
     * What was found.
     *
     * @param isLines whether lines, of any length, are told by {@code lineEnd}
     * @param period how long a record is where there are no lines
     */
    record Found(Encoding encoding, boolean isLines, byte lineEnd, int period) {}

    private final byte[] head;
    private final int length;

    private FramingDetector(byte[] head, int length) {
        this.head = head;
        this.length = length;
    }

    static Found detect(byte[] head, int length) {
        FramingDetector detector = new FramingDetector(head, length);
        Encoding encoding = detector.encoding();
        byte lineEnd = detector.lineEnd(encoding);
        boolean isLines = detector.isLines(lineEnd);
        return new Found(encoding, isLines, lineEnd, detector.period(encoding));
    }

    /** Nearly all of a record is digits and blanks. */
    private Encoding encoding() {
        int balance = 0;
        for (int i = 0; i < length; i++) {
            byte b = head[i];
            if (Characters.isDigit(b) || b == ' ') {
                balance++;
            } else if (Characters.isDigit(Ebcdic.toLatin(b)) || b == 0x40) {
                balance--;
            }
        }
        return balance >= 0 ? Encoding.ASCII : Encoding.EBCDIC;
    }

    private byte lineEnd(Encoding encoding) {
        byte best = NEWLINE;
        if (encoding == Encoding.EBCDIC) {
            for (byte candidate : EBCDIC_LINE_ENDS) {
                if (count(candidate) > count(best)) {
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Half as many line ends as lines of full length would have: some may be damaged. */
    private boolean isLines(byte lineEnd) {
        int expected = length / LINE_LENGTH_MAX;
        return count(lineEnd) > 0 && 2 * count(lineEnd) >= expected;
    }

    private int count(byte wanted) {
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (head[i] == wanted) {
                count++;
            }
        }
        return count;
    }

    private int period(Encoding encoding) {
        byte blank = encoding == Encoding.ASCII ? (byte) ' ' : 0x40;
        int itf = BaseIIFraming.Form.ITF.length();
        int withBlanks = 0;
        int records = 0;
        for (int at = 0; at + itf <= length; at += itf) {
            records++;
            if (head[at + 2] == blank && head[at + 3] == blank && head[at] != blank) {
                withBlanks++;
            }
        }
        return 2 * withBlanks > records ? itf : Layout.TCR_LENGTH;
    }
}
