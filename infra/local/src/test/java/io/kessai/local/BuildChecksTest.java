package io.kessai.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Breaks each check of the build once, in a copy of the parent pom with one module of one class, to
 * see it fail the build.
 */
@Tag("slow")
class BuildChecksTest {

    @TempDir private Path copy = Path.of("");

    @Test
    void soundCodeBuilds() throws IOException {
        Build build = build("    static int one() {\n        return 1;\n    }\n");
        assertEquals(0, build.code(), build.output());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    NullAway            | static String none() { return null; }
                    SelfAssignment      | static void set(int a) { a = a; }
                    ArrayToString       | static String text(int[] a) { return a.toString(); }
                    NarrowCalculation   | static long day(int hours) { return hours * 3600; }
                    UnusedVariable      | static void lost() { int unused1 = 3; int lost = unused1; }
                    format violations   | static int  one ()  { return 1; }
                    """)
    void aFindingFailsTheBuild(String finding, String code) throws IOException {
        Build build = build("    " + code + "\n");
        assertTrue(build.code() != 0, build.output());
        assertTrue(build.output().contains(finding), build.output());
    }

    private record Build(int code, String output) {}

    private Build build(String method) throws IOException {
        Path root = Checkout.find().root();
        String parent = Files.readString(root.resolve("pom.xml"));
        Files.writeString(
                copy.resolve("pom.xml"),
                parent.replaceAll(
                        "(?s)<modules>.*?</modules>",
                        "<modules><module>broken</module></modules>"));
        try (Stream<Path> settings = Files.list(root.resolve(".mvn"))) {
            Files.createDirectories(copy.resolve(".mvn"));
            for (Path file : settings.toList()) {
                Files.copy(file, copy.resolve(".mvn").resolve(file.getFileName()));
            }
        }
        Path sources = Files.createDirectories(copy.resolve("broken/src/main/java/io/kessai"));
        Files.writeString(copy.resolve("broken/pom.xml"), MODULE);
        Files.writeString(
                sources.resolve("Broken.java"),
                "package io.kessai;\n\nfinal class Broken {\n    private Broken() {}\n\n%s}\n"
                        .formatted(method));
        return maven();
    }

    private Build maven() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getenv().getOrDefault("KESSAI_MVN", "mvn"));
        command.addAll(List.of("-B", "-q", "--no-transfer-progress", "verify"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(copy.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Build(process.onExit().join().exitValue(), output);
    }

    private static final String MODULE =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>io.kessai</groupId>
                <artifactId>kessai</artifactId>
                <version>1.0.0-SNAPSHOT</version>
              </parent>
              <artifactId>broken</artifactId>
            </project>
            """;
}
