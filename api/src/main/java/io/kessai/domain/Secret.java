package io.kessai.domain;

import java.util.Objects;

/**
 * A text that cannot be printed: card number, track data, PIN block, card verification value.
 *
 * <p>Binary secrets are kept as upper-case hex. Immutable and thread-safe.
 */
public final class Secret {
    private final String content;

    private Secret(String content) {
        this.content = content;
    }

    /** Takes any text, the empty one too. */
    public static Secret of(String content) {
        return new Secret(content);
    }

    /** The content in clear; {@code access} marks the caller as part of the PCI scope. */
    public String reveal(PanAccess access) {
        Objects.requireNonNull(access);
        return content;
    }

    /** How many characters the content has, which is no secret. */
    public int length() {
        return content.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && content.equals(secret.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    /** Always {@code ***}, whatever the content and its length. */
    @Override
    public String toString() {
        return "***";
    }
}
