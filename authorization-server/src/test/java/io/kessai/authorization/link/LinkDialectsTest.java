package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Edition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which dialects a link may name, and what is said of files that cannot be used. */
class LinkDialectsTest {
    @TempDir private Path folder;

    @Test
    void aLinkNamesADialectOfTheFolderAsOneBuiltIn() throws IOException {
        copy("iso93-ascii", "acme");
        LinkDialects dialects = LinkDialects.read(Optional.of(folder));
        assertEquals("acme", dialects.of("default", "acme").name());
        assertEquals(Edition.ISO_1993, dialects.of("default", "acme").edition());
        assertEquals("visa-base1", dialects.of("default", "visa-base1").name());
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() throws IOException {
        copy("iso87-ascii", "acme");
        LinkDialects dialects = LinkDialects.read(Optional.of(folder));
        LinkConfigurationException refused =
                assertThrows(
                        LinkConfigurationException.class, () -> dialects.of("default", "acne"));
        assertEquals(
                "kessai.links.default.dialect must be one of [iso87-ascii, iso87-binary,"
                        + " iso93-ascii, iso93-binary, visa-base1, mastercard-cis, acme] or the path"
                        + " of a .dialect file",
                refused.getMessage());
    }

    @Test
    void everyFaultyFileOfTheFolderIsNamed() throws IOException {
        copy("iso87-ascii", "sound");
        Files.writeString(folder.resolve("one.dialect"), "text ascii\ntext ascii\n");
        Files.writeString(folder.resolve("two.dialect"), "colour blue\n");
        LinkConfigurationException refused =
                assertThrows(
                        LinkConfigurationException.class,
                        () -> LinkDialects.read(Optional.of(folder)));
        String text = String.valueOf(refused.getMessage());
        assertTrue(text.startsWith("kessai.dialects.folder: "), text);
        assertTrue(text.contains("one.dialect, line 2: header text stands twice"), text);
        assertTrue(text.contains("two.dialect, line 1: no header is called colour"), text);
    }

    @Test
    void aFolderThatIsNotThereIsAFault() {
        LinkConfigurationException refused =
                assertThrows(
                        LinkConfigurationException.class,
                        () -> LinkDialects.read(Optional.of(folder.resolve("missing"))));
        assertTrue(String.valueOf(refused.getMessage()).contains("the folder cannot be listed"));
    }

    private void copy(String builtIn, String name) throws IOException {
        try (InputStream in =
                LinkDialects.class.getResourceAsStream(
                        "/io/kessai/iso8583/" + builtIn + ".dialect")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(folder.resolve(name + ".dialect"), text);
        }
    }
}
