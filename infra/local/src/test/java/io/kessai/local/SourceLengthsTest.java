package io.kessai.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds every Java file of the checkout to 400 lines and every method to 50. */
class SourceLengthsTest {

    @Test
    void nothingIsLongerThanAllowedUnlessListedWithAReason() throws IOException {
        Path root = Checkout.find().root();
        List<String> violations =
                new SourceLengths(root)
                        .violations(Files.readAllLines(root.resolve("docs/long.txt")));
        assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
    }

    @Test
    void aMethodOf51LinesIsFoundAndOneOf50IsNot(@TempDir Path root) throws IOException {
        write(
                root,
                "Methods.java",
                "class Methods {\n" + method("ok", 50) + method("no", 51) + "}");
        assertEquals(Map.of("Methods.java#no", 51L), new SourceLengths(root).tooLong());
    }

    @Test
    void aFileOf401LinesIsFoundAndOneOf400IsNot(@TempDir Path root) throws IOException {
        write(root, "Ok.java", "class Ok {}\n" + "//\n".repeat(399));
        write(root, "No.java", "class No {}\n" + "//\n".repeat(400));
        assertEquals(Map.of("No.java", 401L), new SourceLengths(root).tooLong());
    }

    @Test
    void theListNeedsAReasonAndMustNotOutliveItsNeed(@TempDir Path root) throws IOException {
        write(root, "No.java", "class No {}\n" + "//\n".repeat(400));
        SourceLengths lengths = new SourceLengths(root);
        assertEquals(List.of(), lengths.violations(List.of("# why", "No.java | one table")));
        assertEquals(
                List.of("listed without a reason: No.java |"),
                lengths.violations(List.of("No.java |")));
        assertEquals(
                List.of("No.java has 401 lines", "listed but not too long: Gone.java"),
                lengths.violations(List.of("Gone.java | was long once")));
    }

    private static String method(String name, int lines) {
        return "    void " + name + "() {\n" + "        // x\n".repeat(lines - 2) + "    }\n";
    }

    private static void write(Path root, String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
