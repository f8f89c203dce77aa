package io.kessai.ipm;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Where each PDS stands in the joined text of the elements that carry them. Immutable. */
final class PdsIndex {
    static final PdsIndex EMPTY = new PdsIndex(new byte[0], new long[0]);

    private static final int TAG_SHIFT = 32;
    private static final int START_SHIFT = 16;
    private static final int MASK = 0xFFFF;
    private static final int LONG_DIGITS_MAX = 18;

    private final byte[] text;
    private final long[] entries;

    /** Both arrays are taken over; see {@link #entry}. */
    PdsIndex(byte[] text, long[] entries) {
        this.text = text;
        this.entries = entries;
    }

    static long entry(int tag, int start, int length) {
        return (long) tag << TAG_SHIFT | (long) start << START_SHIFT | length;
    }

    static int tag(long entry) {
        return (int) (entry >>> TAG_SHIFT);
    }

    /** The tags as they follow each other; one that stands twice is told twice. */
    IntStream tags() {
        return IntStream.range(0, entries.length).map(i -> tag(entries[i]));
    }

    /** The first value under this tag. */
    Optional<String> value(int tag) {
        for (long entry : entries) {
            if (tag(entry) == tag) {
                return Optional.of(valueOf(entry));
            }
        }
        return Optional.empty();
    }

    /** The value at an index of {@link #tags}. */
    String valueAt(int index) {
        return valueOf(entries[index]);
    }

    /** The first value under this tag as a number; empty unless it is 1 to 18 digits. */
    OptionalLong number(int tag) {
        return value(tag).map(PdsIndex::number).orElse(OptionalLong.empty());
    }

    static OptionalLong number(String digits) {
        if (digits.isEmpty() || digits.length() > LONG_DIGITS_MAX) {
            return OptionalLong.empty();
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalLong.of(number);
    }

    private String valueOf(long entry) {
        int start = (int) (entry >>> START_SHIFT) & MASK;
        int length = (int) entry & MASK;
        return new String(text, start, length, StandardCharsets.ISO_8859_1);
    }
}
