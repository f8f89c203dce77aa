package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the clearing program as a process of its own. */
final class ClearingProgram {

    /**
     * Commands that people wait for, over before the optimizing compiler has paid off: it would
     * take a third of their time.
     */
    private static final Set<String> SHORT =
            Set.of("status", "exceptions", "rates", "stand-in", "--help", "-h");

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private final Path jar;
    private final List<String> javaOptions;

    ClearingProgram(Path jar) {
        this(jar, List.of());
    }

    private ClearingProgram(Path jar, List<String> javaOptions) {
        this.jar = jar;
        this.javaOptions = javaOptions;
    }

    /**
     * Runs it on this process's own input and output.
     *
     * @param environment added to this process's
     */
    ExitCode run(List<String> arguments, Map<String, String> environment)
            throws InterruptedException {
        return await(builder(arguments, environment).inheritIO());
    }

    /** The same program with further options of the Java machine. */
    ClearingProgram with(List<String> moreJavaOptions) {
        List<String> options = new ArrayList<>(javaOptions);
        options.addAll(moreJavaOptions);
        return new ClearingProgram(jar, options);
    }

    /** Runs it and copies both of its outputs, each line indented. */
    ExitCode run(List<String> arguments, Map<String, String> environment, PrintStream out)
            throws InterruptedException {
        ProcessBuilder builder = builder(arguments, environment).redirectErrorStream(true);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            process.inputReader().lines().forEach(line -> out.println("    " + line));
            return exitCode(process.waitFor());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private ProcessBuilder builder(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(Priority.low());
        List<String> options = new ArrayList<>(javaOptions);
        if (arguments.stream().findFirst().filter(SHORT::contains).isPresent()) {
            options.add(QUICK_START);
        }
        command.addAll(new PackagedProgram(jar).command(options));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    private static ExitCode await(ProcessBuilder builder) throws InterruptedException {
        try {
            Process process = builder.start();
            try {
                return exitCode(process.waitFor());
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static OperatingFailure failed(IOException e) {
        return new OperatingFailure(ExitCode.REFUSED, "cannot start the clearing program: " + e, e);
    }

    /** The same meaning; a code that has none (a signal) counts as refused. */
    private static ExitCode exitCode(int code) {
        return Stream.of(ExitCode.values())
                .filter(exitCode -> exitCode.code() == code)
                .findFirst()
                .orElse(ExitCode.REFUSED);
    }
}
