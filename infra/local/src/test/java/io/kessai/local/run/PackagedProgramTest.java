package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedProgramTest {

    @TempDir private Path folder = Path.of("");

    private PackagedProgram program = new PackagedProgram(Path.of(""));

    @BeforeEach
    void aJarThatNeedsNoClassOfItsOwn() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = folder.resolve("quarkus-run.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        program = new PackagedProgram(jar);
    }

    @Test
    void withNothingBesideTheJarItIsPlainJava() {
        assertEquals(List.of("-Xmx64m", "-jar", program.jar().toString()), options("-Xmx64m"));
    }

    @Test
    void shippedOptionsAndTheCacheComeBeforeThoseOfTheCaller() throws IOException {
        Path shipped = Files.writeString(folder.resolve("jvm.options"), "-XX:+UseSerialGC\n");
        Path cache = Files.writeString(program.cache(), "");
        assertEquals(
                List.of(
                        "@" + shipped,
                        "-XX:AOTCache=" + cache,
                        "-Xlog:aot*=off",
                        "-Xmx64m",
                        "-jar",
                        program.jar().toString()),
                options("-Xmx64m"));
    }

    @Test
    void aCacheCountsOnlyWhereTheJvmCanUseIt() throws IOException, InterruptedException {
        assertFalse(program.isTrained());
        Path recorded = folder.resolve("recorded");
        run(PackagedProgram.recording(recorded));
        run(PackagedProgram.assembling(recorded, program.cache()));
        assertTrue(program.isTrained());
        Files.writeString(folder.resolve("jvm.options"), "-XX:+UseCompactObjectHeaders\n");
        assertFalse(program.isTrained(), "made for objects of another shape");
    }

    private List<String> options(String option) {
        List<String> command = program.command(List.of(option));
        return command.subList(1, command.size());
    }

    private void run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(program.command(List.of()).getFirst());
        command.addAll(options);
        command.addAll(List.of("-cp", program.jar().toString(), "-version"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertEquals(0, process.waitFor(), command.toString());
    }
}
