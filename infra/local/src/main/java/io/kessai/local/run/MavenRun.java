package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One run of Maven over the whole checkout: everything it says goes to a log, what a person waits
 * for to the screen, and a table of the slowest test classes after it.
 *
 * @param arguments goals and properties
 * @param log the file for the whole output, overwritten
 */
record MavenRun(Checkout checkout, List<String> arguments, Path log) {

    /** The environment variable in which {@code ./kessai} names the Maven it has found. */
    static final String MAVEN = "KESSAI_MVN";

    /** What is shown; of seeds only those of our own tests, not those of each property. */
    private static final Pattern SHOWN =
            Pattern.compile(
                    "\\[INFO] Building .*\\[\\d+/\\d+]|.*Tests run:.*|\\[ERROR].*|not run: .*"
                            + "|.*seed \\d+.*");

    /** Runs it; {@link ExitCode#REFUSED} when anything failed or nothing was tested. */
    ExitCode run(PrintStream out) {
        Instant start = Instant.now();
        try {
            int code = execute(out);
            TestReport report = TestReport.read(checkout.root(), start);
            report.print(out);
            long seconds = Duration.between(start, Instant.now()).toSeconds();
            boolean passed = code == 0 && report.failed() == 0 && report.tests() > 0;
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%s after %d min %02d s; all output: %s",
                            passed ? "passed" : "FAILED",
                            seconds / 60,
                            seconds % 60,
                            log));
            return passed ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int execute(PrintStream out) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getenv().getOrDefault(MAVEN, "mvn"));
        // Failures are counted from the reports: one module's must not keep the next from testing.
        command.addAll(
                List.of(
                        "-B",
                        "--no-transfer-progress",
                        "--fail-at-end",
                        "-Dmaven.test.failure.ignore=true"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(checkout.root().toFile())
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process maven = builder.start();
        maven.getOutputStream().close();
        Files.createDirectories(checkout.localData());
        try (BufferedReader lines = maven.inputReader();
                BufferedWriter all = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.write(line);
                all.newLine();
                if (SHOWN.matcher(line).matches()) {
                    out.println(line);
                }
            }
        }
        try {
            return maven.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatingFailure(ExitCode.REFUSED, "interrupted", e);
        }
    }
}
