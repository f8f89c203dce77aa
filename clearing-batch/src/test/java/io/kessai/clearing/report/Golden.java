package io.kessai.clearing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected content, kept as a resource beside the test. {@code mvn test -Dkessai.test.golden=write}
 * writes what is there instead of comparing; nothing else changes the resources.
 */
final class Golden {
    private static final String PROPERTY = "kessai.test.golden";
    private static final Path RESOURCES = Path.of("src/test/resources/io/kessai/clearing/report");

    private Golden() {}

    static void assertSame(String name, String actual) throws IOException {
        if (System.getProperty(PROPERTY, "").equals("write")) {
            Files.createDirectories(RESOURCES);
            Files.writeString(RESOURCES.resolve(name), actual);
            return;
        }
        try (InputStream golden = Golden.class.getResourceAsStream(name)) {
            assertNotNull(golden, () -> "no " + name + "; it would be:\n" + actual);
            assertEquals(
                    new String(golden.readAllBytes(), StandardCharsets.UTF_8),
                    actual,
                    () -> "not as " + name + "; if it should be so, -D" + PROPERTY + "=write");
        }
    }
}
