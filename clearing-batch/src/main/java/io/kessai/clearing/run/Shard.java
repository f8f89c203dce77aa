package io.kessai.clearing.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of {@code count} parts of a file's accounts: those whose id leaves {@code index} when divided
 * by {@code count}. Shard 0 owns the records without an account too.
 *
 * @param index 0 to count − 1
 * @param count 1 to 1000
 */
public record Shard(int index, int count) {

    /** Everything in one part. */
    public static final Shard WHOLE = new Shard(0, 1);

    /** How many parts at most. */
    public static final int COUNT_MAX = 1000;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

    public Shard {
        if (count < 1 || count > COUNT_MAX || index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "a shard is i/n with n from 1 to " + COUNT_MAX + " and i from 0 to n-1");
        }
    }

    /**
     * Reads {@code i/n}.
     *
     * @throws IllegalArgumentException naming the form and the limits
     */
    public static Shard parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("a shard is written i/n, such as 0/4");
        }
        return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
