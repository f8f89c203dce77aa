package io.kessai.authorization;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the next page begins: below the last identity given. Opaque to callers.
 *
 * @param below identities of the next page are smaller
 */
record PageToken(long below) {
    /** Before any identity was given. */
    static final PageToken FIRST = new PageToken(Long.MAX_VALUE);

    /** What {@link #text()} gave; empty text is the first page; nothing for any other text. */
    static Optional<PageToken> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(FIRST);
        }
        try {
            String hex = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(text));
            return hex.length() == 16
                    ? Optional.of(new PageToken(HexFormat.fromHexDigitsToLong(hex)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        byte[] bytes = HexFormat.of().parseHex(HexFormat.of().toHexDigits(below));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
