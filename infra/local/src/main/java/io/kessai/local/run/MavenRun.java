package io.kessai.local.run;

import static java.util.stream.Collectors.joining;

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
import java.util.stream.Stream;

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

    /**
     * What came of it.
     *
     * @param built whether Maven itself was content; failed tests do not count here
     */
    record Outcome(boolean built, TestReport report, Duration time) {

        boolean passed() {
            return built && report.failed() == 0 && report.tests() > 0;
        }

        /** This run and one after it, as one. */
        Outcome then(Outcome later) {
            return new Outcome(
                    built && later.built, report.and(later.report), time.plus(later.time));
        }

        /** Prints the table and the verdict; {@link ExitCode#REFUSED} if anything failed. */
        ExitCode print(PrintStream out, Path... logs) {
            report.print(out);
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%s after %d min %02d s; all output: %s",
                            passed() ? "passed" : "FAILED",
                            time.toMinutes(),
                            time.toSecondsPart(),
                            Stream.of(logs).map(Path::toString).collect(joining(", "))));
            return passed() ? ExitCode.DONE : ExitCode.REFUSED;
        }
    }

    /** Runs it and prints what came of it. */
    ExitCode run(PrintStream out) {
        return test(out).print(out, log);
    }

    /** Runs it; printed is only what a person waits for. */
    Outcome test(PrintStream out) {
        Instant start = Instant.now();
        try {
            int code = execute(out);
            TestReport report = TestReport.read(checkout.root(), start);
            return new Outcome(code == 0, report, Duration.between(start, Instant.now()));
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
