package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The clearing program is played by a jar that notes its arguments and ends as it is told. */
class AuditCommandTest {
    @TempDir Path folder;

    /** {@code audit --note FILE --exit CODE …} */
    static final class Stand {
        private Stand() {}

        public static void main(String[] arguments) throws IOException {
            Files.write(Path.of(arguments[2]), List.of(arguments));
            System.exit(Integer.parseInt(arguments[4]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, DONE",
        "2, WRONG_USAGE",
        "3, UNREACHABLE",
        "4, INVARIANT_BROKEN",
        "137, REFUSED"
    })
    void the_exit_code_means_what_it_meant(String code, String expected) throws Exception {
        assertEquals(expected, run("--note", note().toString(), "--exit", code, "--db", "jdbc:x"));
    }

    @Test
    void every_option_reaches_the_program_as_it_was_given() throws Exception {
        run(
                "--note",
                note().toString(),
                "--exit",
                "0",
                "--help",
                "--db",
                "jdbc:x",
                "--logs",
                "a",
                "b");
        assertEquals(
                "audit --note %s --exit 0 --help --db jdbc:x --logs a b".formatted(note()),
                String.join(" ", Files.readAllLines(note())));
    }

    private Path note() {
        return folder.resolve("arguments");
    }

    private String run(String... options) throws IOException {
        Path jar = jar();
        CommandLine command = new CommandLine(new AuditCommand(() -> jar));
        command.execute(options);
        return String.valueOf((Object) command.getExecutionResult());
    }

    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Stand.class.getName());
        Path jar = folder.resolve("stand.jar");
        String name = Stand.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in =
                        Objects.requireNonNull(
                                Stand.class.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
