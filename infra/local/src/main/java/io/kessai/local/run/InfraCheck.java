package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A script of {@code infra/check}: what it prints and how it ends stands at the head of {@code
 * lib.sh} there. Immutable.
 */
record InfraCheck(Path script) {
    private static final String SUFFIX = ".sh";
    private static final String SHARED = "lib.sh";
    private static final int MISSING = 77;

    /** How a check ended. */
    enum Result {
        HOLDS("holds"),
        FAILS("FAILS"),
        TOOL_IS_MISSING("not checked: a tool is missing");

        private final String told;

        Result(String told) {
            this.told = told;
        }

        String told() {
            return told;
        }
    }

    /**
     * All of them in the order of their names, or one.
     *
     * @throws OperatingFailure where there is none of that name
     */
    static List<InfraCheck> all(Checkout checkout, Optional<String> only) {
        try (Stream<Path> files = Files.list(checkout.root().resolve("infra/check"))) {
            List<InfraCheck> all =
                    files.filter(file -> file.toString().endsWith(SUFFIX))
                            .filter(file -> !file.endsWith(SHARED))
                            .sorted()
                            .map(InfraCheck::new)
                            .toList();
            List<InfraCheck> meant =
                    all.stream()
                            .filter(check -> only.isEmpty() || only.get().equals(check.name()))
                            .toList();
            if (meant.isEmpty()) {
                throw new OperatingFailure(
                        ExitCode.WRONG_USAGE,
                        "no such check; there are " + all.stream().map(InfraCheck::name).toList());
            }
            return meant;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the folder and the suffix. */
    String name() {
        String file = script.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /**
     * Runs it to its end.
     *
     * @param lines gets each line as it is printed
     */
    Result run(Consumer<String> lines) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder("bash", script.toString()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            process.inputReader().lines().forEach(lines);
            return switch (process.waitFor()) {
                case 0 -> Result.HOLDS;
                case MISSING -> Result.TOOL_IS_MISSING;
                default -> Result.FAILS;
            };
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot run " + script + ": " + e, e);
        }
    }
}
