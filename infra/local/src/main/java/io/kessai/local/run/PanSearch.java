package io.kessai.local.run;

import io.kessai.local.network.SeededCards;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Searches bytes for seeded card numbers in clear: ASCII, EBCDIC, BCD at either half of a byte, and
 * the hex of ASCII. (The hex of BCD is the ASCII form.)
 *
 * <p>Sixteen digits are one if they are exactly the number of a seeded index: the hit is certain
 * and the search as fast as reading. Not thread-safe.
 */
final class PanSearch {
    private static final int DIGITS = 16;

    /** Bytes of the longest form, the hex of ASCII: kept from one chunk to the next. */
    private static final int WINDOW = 2 * DIGITS;

    private static final int CHUNK = 1 << 20;
    private static final int HITS_KEPT = 20;
    private static final int INDEX_FROM = 6;
    private static final int INDEX_TO = 15;

    private final int cards;
    private final List<String> hits = new ArrayList<>();
    private final byte[] digits = new byte[DIGITS];
    private long bytes;
    private long found;

    /**
     * @param cards how many were seeded, from index 0
     */
    PanSearch(int cards) {
        this.cards = cards;
    }

    /** Where numbers were found, the first few: place, offset and form, never the number. */
    List<String> hits() {
        return List.copyOf(hits);
    }

    long found() {
        return found;
    }

    long bytesSearched() {
        return bytes;
    }

    /** Searches a file, or every file below a folder; what vanishes meanwhile is skipped. */
    void searchFiles(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(root)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (Files.isReadable(file)) {
                try (InputStream in = Files.newInputStream(file);
                        OutputStream sink = sink(file.toString())) {
                    in.transferTo(sink);
                }
            }
        }
    }

    /** A stream whose bytes are searched, named in hits. */
    OutputStream sink(String name) {
        return new OutputStream() {
            private final byte[] window = new byte[CHUNK + WINDOW];
            private int filled;
            private long offset;

            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] source, int from, int count) {
                bytes += count;
                int at = from;
                while (at < from + count) {
                    int taken = Math.min(window.length - filled, from + count - at);
                    System.arraycopy(source, at, window, filled, taken);
                    filled += taken;
                    at += taken;
                    if (filled == window.length) {
                        search(filled - WINDOW);
                    }
                }
            }

            /** Searches what starts before {@code end}, and keeps the rest. */
            private void search(int end) {
                scan(name, window, end, filled, offset);
                System.arraycopy(window, end, window, 0, filled - end);
                offset += end;
                filled -= end;
            }

            @Override
            public void close() {
                search(filled);
            }
        };
    }

    private void scan(String name, byte[] window, int to, int filled, long offset) {
        for (int at = 0; at < to; at++) {
            byte b = window[at];
            if (b == '9') {
                check(name, "ASCII", offset + at, read(window, at, filled, 0x30, 1));
            } else if (b == (byte) 0xF9) {
                check(name, "EBCDIC", offset + at, read(window, at, filled, 0xF0, 1));
            } else if (b == (byte) 0x99) {
                check(name, "BCD", offset + at, readBcd(window, 2 * at, filled));
            }
            if (b == '3') {
                check(name, "hex", offset + at, readHex(window, at, filled));
            }
            if ((b & 0x0F) == 0x09 && at + 1 < filled && window[at + 1] == (byte) 0x99) {
                check(name, "BCD", offset + at, readBcd(window, 2 * at + 1, filled));
            }
        }
    }

    private boolean read(byte[] window, int at, int filled, int zero, int step) {
        if (at + DIGITS * step > filled) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            int digit = (window[at + i * step] & 0xFF) - zero;
            if (digit < 0 || digit > 9) {
                return false;
            }
            digits[i] = (byte) digit;
        }
        return true;
    }

    /** Hex of ASCII: every second character is a 3, the others are the digits. */
    private boolean readHex(byte[] window, int at, int filled) {
        for (int i = 0; i < DIGITS; i++) {
            if (at + 2 * i >= filled || window[at + 2 * i] != '3') {
                return false;
            }
        }
        return at + 1 < filled && read(window, at + 1, filled + 1, 0x30, 2);
    }

    private boolean readBcd(byte[] window, int fromHalf, int filled) {
        if ((fromHalf + DIGITS + 1) / 2 > filled) {
            return false;
        }
        for (int i = 0; i < DIGITS; i++) {
            int half = fromHalf + i;
            int digit = (window[half / 2] >> (half % 2 == 0 ? 4 : 0)) & 0x0F;
            if (digit > 9) {
                return false;
            }
            digits[i] = (byte) digit;
        }
        return true;
    }

    private void check(String name, String form, long offset, boolean read) {
        if (!read || !isSeeded()) {
            return;
        }
        found++;
        if (hits.size() < HITS_KEPT) {
            hits.add("%s at %,d: a card number in %s".formatted(name, offset, form));
        }
    }

    private boolean isSeeded() {
        long index = 0;
        for (int i = INDEX_FROM; i < INDEX_TO; i++) {
            index = index * 10 + digits[i];
        }
        if (index >= cards) {
            return false;
        }
        String pan = SeededCards.pan((int) index);
        for (int i = 0; i < DIGITS; i++) {
            if (pan.charAt(i) - '0' != digits[i]) {
                return false;
            }
        }
        return true;
    }
}
