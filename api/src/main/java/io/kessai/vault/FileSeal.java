package io.kessai.vault;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals whole files as streams, in constant memory.
 *
 * <p>Each file has a key of its own: HKDF-SHA-256 of the current sealing key with a random salt of
 * 32 bytes. The content is cut into chunks of 64 KiB, each under AES-256-GCM; a chunk's nonce is
 * its number and whether it is the last, so that chunks that are missing, moved or cut off do not
 * open. Layout: {@code KSF1}, key version (2 bytes), salt, then each chunk with its tag of 16
 * bytes. Thread-safe; the streams are not.
 */
public final class FileSeal {
    private static final byte[] MAGIC = "KSF1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PURPOSE = "kessai file".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_LENGTH = 32;
    private static final int HEADER_LENGTH = MAGIC.length + Short.BYTES + SALT_LENGTH;
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;
    private static final int CHUNK_LENGTH = 64 * 1024;

    private final VaultKeys keys;
    private final SecureRandom random = new SecureRandom();

    public FileSeal(VaultKeys keys) {
        this.keys = keys;
    }

    /**
     * What is written into the result is sealed into {@code sealed}; closing it writes the last
     * chunk and closes {@code sealed}.
     */
    public OutputStream sealing(OutputStream sealed) throws IOException {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        int version = keys.currentVersion();
        byte[] header =
                ByteBuffer.allocate(HEADER_LENGTH)
                        .put(MAGIC)
                        .putShort((short) version)
                        .put(salt)
                        .array();
        sealed.write(header);
        return new Sealing(sealed, new Chunks(fileKey(version, salt), header));
    }

    /**
     * Reads what {@link #sealing} wrote; closes {@code sealed} where it cannot.
     *
     * @throws IOException when {@code sealed} is no such stream, or ends early
     * @throws VaultException while reading too: {@code VAULT_KEY_UNKNOWN}, {@code
     *     VAULT_CONTENT_CHANGED}
     */
    public InputStream opening(InputStream sealed) throws IOException {
        try {
            byte[] header = sealed.readNBytes(HEADER_LENGTH);
            if (header.length < HEADER_LENGTH
                    || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new IOException("not a file sealed here");
            }
            int version = ByteBuffer.wrap(header).getShort(MAGIC.length);
            byte[] salt = Arrays.copyOfRange(header, MAGIC.length + Short.BYTES, HEADER_LENGTH);
            return new Opening(sealed, new Chunks(fileKey(version, salt), header));
        } catch (IOException | RuntimeException e) {
            sealed.close();
            throw e;
        }
    }

    private SecretKey fileKey(int version, byte[] salt) {
        SecretKey master = keys.sealingKey(version).orElseThrow(() -> PanVault.keyUnknown(version));
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(master)
                                    .addSalt(salt)
                                    .thenExpand(PURPOSE, KEY_LENGTH));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF-SHA256", e);
        }
    }

    /** Numbers and ciphers the chunks of one file, in their order. */
    private static final class Chunks {
        private final SecretKey key;
        private final byte[] header;
        private long number;

        Chunks(SecretKey key, byte[] header) {
            this.key = key;
            this.header = header;
        }

        byte[] next(int mode, byte[] content, int length, boolean last) {
            byte[] nonce =
                    ByteBuffer.allocate(NONCE_LENGTH)
                            .putLong(number++)
                            .putInt(last ? 1 : 0)
                            .array();
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, key, new GCMParameterSpec(8 * TAG_LENGTH, nonce));
                cipher.updateAAD(header);
                return cipher.doFinal(content, 0, length);
            } catch (GeneralSecurityException e) {
                if (mode == Cipher.DECRYPT_MODE) {
                    throw PanVault.contentChanged("a sealed file is not what was sealed");
                }
                throw new IllegalStateException("every Java platform has AES-GCM", e);
            }
        }
    }

    private static final class Sealing extends OutputStream {
        private final OutputStream sealed;
        private final Chunks chunks;
        private final byte[] chunk = new byte[CHUNK_LENGTH];
        private int filled;
        private boolean closed;

        Sealing(OutputStream sealed, Chunks chunks) {
            this.sealed = sealed;
            this.chunks = chunks;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int end = offset + length;
            while (from < end) {
                if (filled == CHUNK_LENGTH) {
                    flushChunk(false);
                }
                int taken = Math.min(CHUNK_LENGTH - filled, end - from);
                System.arraycopy(bytes, from, chunk, filled, taken);
                filled += taken;
                from += taken;
            }
        }

        private void flushChunk(boolean last) throws IOException {
            sealed.write(chunks.next(Cipher.ENCRYPT_MODE, chunk, filled, last));
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (sealed) {
                flushChunk(true);
            }
        }
    }

    private static final class Opening extends InputStream {
        private final InputStream sealed;
        private final Chunks chunks;
        private byte[] ahead;
        private byte[] chunk = new byte[0];
        private int position;
        private boolean ended;

        Opening(InputStream sealed, Chunks chunks) throws IOException {
            this.sealed = sealed;
            this.chunks = chunks;
            this.ahead = sealed.readNBytes(CHUNK_LENGTH + TAG_LENGTH);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (position == chunk.length) {
                if (ended) {
                    return -1;
                }
                nextChunk();
            }
            int taken = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, bytes, offset, taken);
            position += taken;
            return taken;
        }

        /** A chunk is the last one when nothing follows it. */
        private void nextChunk() throws IOException {
            byte[] current = ahead;
            if (current.length < TAG_LENGTH) {
                throw new EOFException("a sealed file ends early");
            }
            ahead = sealed.readNBytes(CHUNK_LENGTH + TAG_LENGTH);
            ended = ahead.length == 0;
            chunk = chunks.next(Cipher.DECRYPT_MODE, current, current.length, ended);
            position = 0;
        }

        @Override
        public void close() throws IOException {
            sealed.close();
        }
    }
}
