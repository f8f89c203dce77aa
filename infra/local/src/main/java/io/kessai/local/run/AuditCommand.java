package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Runs {@code audit} of the clearing program on a database: every option, {@code --help} too, is
 * that program's own, and so are the output and the exit code.
 */
@Command(name = "audit", description = "Checks on a database what must always be true.")
final class AuditCommand implements Callable<ExitCode> {

    private final Supplier<Path> jar;

    @Unmatched private List<String> options = new ArrayList<>();

    AuditCommand() {
        this(() -> Checkout.find().clearingJar());
    }

    /**
     * @param jar where the clearing program is
     */
    AuditCommand(Supplier<Path> jar) {
        this.jar = jar;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-jar", jar.get().toString(), "audit"));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            try {
                return exitCode(process.waitFor());
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot start the audit: " + e, e);
        }
    }

    /** The same meaning; a code that has none (a signal) counts as refused. */
    private static ExitCode exitCode(int code) {
        return Stream.of(ExitCode.values())
                .filter(exitCode -> exitCode.code() == code)
                .findFirst()
                .orElse(ExitCode.REFUSED);
    }
}
