package io.kessai.clearing.s3;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place for objects, written {@code s3://bucket/prefix/}.
 *
 * @param prefix empty, or ends with a slash
 */
public record S3Location(String bucket, String prefix) {

    /** Names as new buckets have them; the prefix as keys of ours are. */
    private static final Pattern FORM =
            Pattern.compile(
                    "s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/((?:[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]*))?");

    /** Whether that is meant to be one, and not a folder. */
    public static boolean isMeant(String text) {
        return text.startsWith("s3:");
    }

    /**
     * Reads what people write; a prefix without its slash is given one.
     *
     * @throws IllegalArgumentException with the rule and the remedy
     */
    public static S3Location of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no place in S3: write s3://BUCKET or s3://BUCKET/PREFIX/, with letters, digits, dots, dashes and underscores"
                            .formatted(text));
        }
        String prefix = form.group(2) == null ? "" : form.group(2);
        return new S3Location(
                form.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
    }

    /** The same bucket, further down. */
    public S3Location below(String folder) {
        return new S3Location(bucket, prefix + folder + "/");
    }

    /** The object's whole key. */
    String key(String name) {
        return prefix + name;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
