package io.kessai.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSealTest {

    private static final int CHUNK = 64 * 1024;
    private static final int HEADER = 38;
    private static final int TAG = 16;

    private final FileSeal seal = new FileSeal(VaultKeys.development());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17})
    void what_is_sealed_opens_to_the_same_bytes(int length) throws IOException {
        byte[] content = content(length);
        assertArrayEquals(content, opened(sealed(content)));
    }

    @Test
    void no_part_of_the_content_is_in_what_is_sealed() throws IOException {
        byte[] content = "4111111111111111".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        String text = new String(sealed(content), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("41111111"));
    }

    @Test
    void the_same_content_is_never_sealed_alike() throws IOException {
        byte[] content = content(100);
        assertFalse(Arrays.equals(sealed(content), sealed(content)));
    }

    @Test
    void a_changed_bit_anywhere_does_not_open() throws IOException {
        byte[] sealed = sealed(content(CHUNK + 100));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] damaged = sealed.clone();
            int at = 6 + random.nextInt(damaged.length - 6);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            assertEquals(
                    ErrorCode.VAULT_CONTENT_CHANGED,
                    assertThrows(VaultException.class, () -> opened(damaged), "byte " + at).code());
        }
    }

    @Test
    void a_file_that_is_cut_off_at_a_chunk_does_not_open() throws IOException {
        byte[] sealed = sealed(content(3 * CHUNK));
        byte[] cut = Arrays.copyOf(sealed, HEADER + 2 * (CHUNK + TAG));
        assertThrows(VaultException.class, () -> opened(cut));
    }

    @Test
    void chunks_that_changed_places_do_not_open() throws IOException {
        byte[] sealed = sealed(content(3 * CHUNK));
        byte[] swapped = sealed.clone();
        System.arraycopy(sealed, HEADER, swapped, HEADER + CHUNK + TAG, CHUNK + TAG);
        System.arraycopy(sealed, HEADER + CHUNK + TAG, swapped, HEADER, CHUNK + TAG);
        assertThrows(VaultException.class, () -> opened(swapped));
    }

    @Test
    void what_was_never_sealed_is_refused() {
        assertThrows(IOException.class, () -> opened(new byte[3]));
        assertThrows(IOException.class, () -> opened(new byte[100]));
    }

    private byte[] sealed(byte[] content) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream sealing = seal.sealing(sealed)) {
            sealing.write(content);
        }
        return sealed.toByteArray();
    }

    private byte[] opened(byte[] sealed) throws IOException {
        try (InputStream opening = seal.opening(new ByteArrayInputStream(sealed))) {
            return opening.readAllBytes();
        }
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
