package io.kessai.clearing.collect;

import io.kessai.clearing.receive.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A file's content that is not the end of itself unless it is what was digested before: whoever
 * copies it then fails before the copy is whole.
 *
 * <p>Not thread-safe; no marks.
 */
final class UnchangedContent extends FilterInputStream {

    private final String sha256;
    private final MessageDigest digest = Sha256.digest();
    private boolean isCompared;

    /** The file was written while it was copied. */
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedException() {
            super("the file changed while it was read");
        }
    }

    /**
     * @param sha256 in hexadecimal
     */
    UnchangedContent(InputStream content, String sha256) {
        super(content);
        this.sha256 = sha256;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read < 0) {
            compare();
        } else {
            digest.update((byte) read);
        }
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        if (read < 0) {
            compare();
        } else {
            digest.update(bytes, offset, read);
        }
        return read;
    }

    private void compare() throws IOException {
        if (!isCompared && !sha256.equals(HexFormat.of().formatHex(digest.digest()))) {
            throw new ChangedException();
        }
        isCompared = true;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
