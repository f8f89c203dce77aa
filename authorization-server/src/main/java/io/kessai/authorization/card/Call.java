package io.kessai.authorization.card;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One call that changes something: its natural key, and what was asked, as a digest.
 *
 * @param requestId the caller's natural key
 * @param name the call, such as {@code OpenAccount}
 * @param content the request without anything a digest could be reversed to: card numbers replaced
 *     by their tokens
 * @param responses reads a stored response
 */
record Call<R extends MessageLite>(
        String requestId, String name, MessageLite content, Parser<R> responses) {

    /** SHA-256 over name and content: equal exactly when the same was asked. */
    byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            return digest.digest(content.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
