package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a program of its own, over a checkout whose Maven and Docker are scripts: what it
 * runs, and what it says of the tests it does not run.
 */
class TestCommandTest {

    private static final String NOT_RUN = "not run: database tests on a container: ";

    /** Notes its arguments and reports three tests of one class. */
    private static final String MAVEN =
            """
            echo "$*" >>arguments
            sleep 0.1
            mkdir -p m/target/surefire-reports
            cat >m/target/surefire-reports/TEST-a.SomeTest.xml <<'END'
            <testsuite name="a.SomeTest" time="1" tests="3" errors="0" skipped="0" failures="%d"/>
            END
            exit %d
            """;

    @TempDir private Path root = Path.of("");

    private record Ended(int exitCode, List<String> lines) {
        long count(String start) {
            return lines.stream().filter(line -> line.startsWith(start)).count();
        }

        boolean has(String part) {
            return lines.stream().anyMatch(line -> line.contains(part));
        }
    }

    @BeforeEach
    void aCheckoutWhoseTestsPass() throws IOException {
        Files.createFile(root.resolve("kessai"));
        Files.createFile(root.resolve("pom.xml"));
        script("mvn", MAVEN.formatted(0, 0));
    }

    @Test
    void withoutAnEngineOneLineSaysThatTheTestsOnAContainerAreNotRun() throws Exception {
        script("docker", "exit 1");
        Ended ended = run();
        assertEquals(0, ended.exitCode(), ended.toString());
        assertEquals(1, ended.count(NOT_RUN + "no Docker engine answers: start one"));
        assertEquals(1, ended.count("not run:"));
        assertEquals(1, runs().size());
        assertFalse(runs().getFirst().contains("groups=database"));
        assertTrue(ended.has("3 tests in 1 classes, 0 failed"), ended.toString());
    }

    @Test
    void withAnEngineAndAnImageTheTaggedTestsRunAgainInTheSameTable() throws Exception {
        script("docker", "exit 0");
        Ended ended = run();
        assertEquals(0, ended.exitCode(), ended.toString());
        assertEquals(0, ended.count("not run:"));
        assertEquals(2, runs().size());
        assertTrue(runs().getLast().contains("-Dgroups=database"));
        assertTrue(runs().getLast().contains("-Dkessai.test.database=container"));
        assertTrue(ended.has("a.SomeTest (container)"), ended.toString());
        assertTrue(ended.has("6 tests in 2 classes, 0 failed"), ended.toString());
    }

    @Test
    void aFailureOnTheContainerAloneFailsTheCommand() throws Exception {
        script("docker", "exit 0");
        script(
                "mvn",
                """
                case "$*" in *container*) %s;; *) %s;; esac
                """
                        .formatted("./failing \"$@\"", "./passing \"$@\""));
        script("failing", MAVEN.formatted(1, 0));
        script("passing", MAVEN.formatted(0, 0));
        Ended ended = run();
        assertEquals(1, ended.exitCode(), ended.toString());
        assertTrue(ended.has("6 tests in 2 classes, 1 failed"), ended.toString());
        assertTrue(ended.has("FAILED after"), ended.toString());
    }

    @Test
    void aContainerOnWhichNothingRanIsAFailure() throws Exception {
        script("docker", "exit 0");
        script("passing", MAVEN.formatted(0, 0));
        script("mvn", "case \"$*\" in *container*) exit 0;; *) ./passing \"$@\";; esac");
        assertEquals(1, run().exitCode());
    }

    @Test
    void sourcesAreGeneratedAgainOnlyWhenAProtoFileHasChangedSince() throws Exception {
        script("docker", "exit 1");
        Path proto = Files.createDirectories(root.resolve("api/src/main/proto"));
        Path generated = Files.createDirectories(root.resolve("api/target/generated-sources/grpc"));
        Files.createFile(root.resolve("api/pom.xml"));
        Files.createFile(proto.resolve("a.proto"));
        assertFalse(new GeneratedSources(new Checkout(root)).areFresh(), "none generated");
        Path made = Files.createFile(generated.resolve("A.java"));
        Files.setLastModifiedTime(made, FileTime.from(Instant.now().plusSeconds(1)));
        run("--fast");
        assertTrue(runs().getFirst().contains("--threads=2 -Dquarkus.generate-code.skip=true"));
        Files.setLastModifiedTime(
                proto.resolve("a.proto"), FileTime.from(Instant.now().plusSeconds(2)));
        assertFalse(new GeneratedSources(new Checkout(root)).areFresh(), "changed since");
    }

    @Test
    void neitherTheFastFormNorABrokenBuildGoesOnToAContainer() throws Exception {
        script("docker", "exit 0");
        assertEquals(1, run("--fast").count(NOT_RUN + "--fast leaves them out"));
        script("mvn", MAVEN.formatted(0, 1));
        Ended broken = run();
        assertEquals(1, broken.count(NOT_RUN + "mend the build first"));
        assertEquals(1, broken.exitCode());
        assertEquals(2, runs().size());
    }

    private Ended run(String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-D" + Checkout.PROPERTY + "=" + root,
                        Kessai.class.getName(),
                        "test");
        builder.command().addAll(List.of(arguments));
        builder.environment().put(MavenRun.MAVEN, root.resolve("mvn").toString());
        builder.environment().merge("PATH", root.toString(), (path, own) -> own + ":" + path);
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        return new Ended(process.waitFor(), lines);
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(root.resolve("arguments"));
    }

    private void script(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
