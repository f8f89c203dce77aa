package io.kessai.clearing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Expected content, kept as a resource. */
final class Golden {
    private Golden() {}

    static void assertSame(String name, String actual) throws IOException {
        try (InputStream golden = Golden.class.getResourceAsStream(name)) {
            assertNotNull(golden, () -> "no " + name + "; it would be:\n" + actual);
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), actual);
        }
    }
}
