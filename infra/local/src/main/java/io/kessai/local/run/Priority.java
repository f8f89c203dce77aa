package io.kessai.local.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who gets the processor first where all programs share one machine: the server, not the night. */
final class Priority {
    private static final Path NICE = Path.of("/usr/bin/nice");

    private Priority() {}

    /** What to put before a command; nothing where the system has no {@code nice}. */
    static List<String> low() {
        return Files.isExecutable(NICE) ? List.of(NICE.toString(), "-n", "10") : List.of();
    }
}
