package io.kessai.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    /** Starts a child under a watchdog, prints its process id and waits to be killed. */
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            Process child = new ProcessBuilder("sleep", "300").start();
            Watchdog.over(child.pid(), "TERM", Path.of(arguments[0]));
            System.out.println(child.pid());
            Processes.sleep(Duration.ofMinutes(5));
        }
    }

    @Test
    void aChildAndItsFolderGoWhenItsOwnerIsKilled(@TempDir Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("of the child"));
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Owner.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long child = Long.parseLong(owner.inputReader(StandardCharsets.UTF_8).readLine());
        assertTrue(Processes.runs(child));
        Processes.signal("KILL", List.of(owner.pid()));
        assertTrue(Processes.awaitEnd(List.of(child), Duration.ofSeconds(10)));
        for (int wait = 0; Files.exists(folder) && wait < 200; wait++) {
            Processes.sleep(Duration.ofMillis(50));
        }
        assertTrue(Files.notExists(folder));
    }
}
