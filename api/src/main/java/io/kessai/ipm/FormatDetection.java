package io.kessai.ipm;

import java.util.OptionalLong;

/**
 * Finds out framing and encoding from the first bytes of a file.
 *
 * <p>It walks over the records once as plain VBS and once as blocks: the wrong reading loses its
 * step at the first block boundary. A tie means that both read the same, or that the file is
 * damaged early; then its size decides. Pure.
 */
final class FormatDetection {
    private static final int PRE_EDIT_HEADER = 128;

    /** What the first bytes are. */
    sealed interface Detected {
        /** A file that can be read. */
        record Known(IpmFormat format) implements Detected {}

        /** One that cannot. */
        record Refused(FileRule rule) implements Detected {}
    }

    private final byte[] head;
    private final int lengthMax;
    private final OptionalLong fileBytes;

    /** How far one reading of the head made sense. */
    private record Walk(int ascii, int ebcdic) {
        int records() {
            return Math.max(ascii, ebcdic);
        }

        IpmEncoding encoding() {
            return ebcdic > ascii ? IpmEncoding.EBCDIC : IpmEncoding.ASCII;
        }
    }

    FormatDetection(byte[] head, int lengthMax, OptionalLong fileBytes) {
        this.head = head;
        this.lengthMax = lengthMax;
        this.fileBytes = fileBytes;
    }

    Detected run() {
        if (isNothingButFiller()) {
            return new Detected.Refused(FileRule.FILE_EMPTY);
        }
        Walk vbs = walk(IpmFraming.VBS);
        Walk blocked = walk(blockedFraming());
        if (vbs.records() == 0 && blocked.records() == 0) {
            return new Detected.Refused(refusal());
        }
        boolean isBlocked =
                blocked.records() != vbs.records()
                        ? blocked.records() > vbs.records()
                        : hasBlocks();
        return new Detected.Known(
                isBlocked
                        ? new IpmFormat(blocked.encoding(), blockedFraming())
                        : new IpmFormat(vbs.encoding(), IpmFraming.VBS));
    }

    private boolean isNothingButFiller() {
        for (byte content : head) {
            if (!IpmFraming.isFiller(content)) {
                return false;
            }
        }
        return true;
    }

    private Walk walk(IpmFraming framing) {
        int ascii = 0;
        int ebcdic = 0;
        long at = 0;
        byte[] start = new byte[8];
        while (copy(framing, at, start)) {
            int length = bigEndian(start, 0);
            if (length < MessageParser.HEAD || length > lengthMax) {
                break;
            }
            ascii += IpmEncoding.ASCII.isFourDigits(start, 4) ? 1 : 0;
            ebcdic += IpmEncoding.EBCDIC.isFourDigits(start, 4) ? 1 : 0;
            at += IpmFraming.LENGTH_BYTES + length;
        }
        return new Walk(ascii, ebcdic);
    }

    private boolean copy(IpmFraming framing, long from, byte[] to) {
        if (framing.physical(from + to.length - 1) >= head.length) {
            return false;
        }
        for (int i = 0; i < to.length; i++) {
            to[i] = head[(int) framing.physical(from + i)];
        }
        return true;
    }

    private IpmFraming blockedFraming() {
        boolean isZeros = head.length >= IpmFraming.BLOCK && head[IpmFraming.BLOCK_DATA] == 0;
        return isZeros ? IpmFraming.BLOCKED_00 : IpmFraming.BLOCKED_40;
    }

    private boolean hasBlocks() {
        if (fileBytes.isPresent() && fileBytes.getAsLong() % IpmFraming.BLOCK != 0) {
            return false;
        }
        boolean isWhole = head.length < VbsStream.CHUNK;
        if (head.length < IpmFraming.BLOCK || (isWhole && head.length % IpmFraming.BLOCK != 0)) {
            return false;
        }
        for (int at = IpmFraming.BLOCK_DATA; at + 1 < head.length; at += IpmFraming.BLOCK) {
            if (!IpmFraming.isFiller(head[at]) || head[at] != head[at + 1]) {
                return false;
            }
        }
        return true;
    }

    private FileRule refusal() {
        if (head.length >= 8 && isMti(4) && head[2] == 0 && head[3] == 0) {
            int length = bigEndian(head, 0) >>> 16;
            if (length > IpmFraming.LENGTH_BYTES && length <= lengthMax) {
                return FileRule.FORMAT_ZOS_RDW;
            }
        }
        if (head.length >= PRE_EDIT_HEADER + 8
                && head[PRE_EDIT_HEADER] == 0x40
                && isMti(PRE_EDIT_HEADER + 4)) {
            return FileRule.FORMAT_PRE_EDIT;
        }
        return FileRule.FORMAT_UNKNOWN;
    }

    private boolean isMti(int at) {
        return IpmEncoding.ASCII.isFourDigits(head, at)
                || IpmEncoding.EBCDIC.isFourDigits(head, at);
    }

    private static int bigEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
    }
}
