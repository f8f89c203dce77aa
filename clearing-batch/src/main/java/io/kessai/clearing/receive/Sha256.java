package io.kessai.clearing.receive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of files. */
public final class Sha256 {

    private Sha256() {}

    /** Of all that the content still has; closes it. */
    public static byte[] of(InputStream content) throws IOException {
        MessageDigest digest = digest();
        try (content) {
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return digest.digest();
    }

    /** Of whole bytes. */
    public static byte[] of(byte[] content) {
        return digest().digest(content);
    }

    /** One that has seen nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
