package io.kessai.bench.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the JDK's {@code jcmd} has a running JVM do. */
public final class Jcmd {

    private Jcmd() {}

    /**
     * @param words of the command
     * @throws IOException with what it said, when it did not do it
     */
    public static void run(long processId, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        command.add(String.valueOf(processId));
        command.addAll(List.of(words));
        Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(
                    "the server's JVM did not do %s: %s".formatted(words[0], said.strip()));
        }
    }
}
