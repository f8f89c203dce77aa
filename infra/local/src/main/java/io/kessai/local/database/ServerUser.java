package io.kessai.local.database;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run, since they refuse to run as root.
 *
 * @param prefix the command that changes the user; what follows runs in the same process
 * @param dropped the user that must own the data folder; empty when nothing has to change hands
 */
record ServerUser(List<String> prefix, String dropped) {

    private static final String UNPRIVILEGED = "nobody";
    private static final int PROBE_SECONDS_MAX = 10;

    /**
     * An ordinary user runs PostgreSQL as itself. For root, a user namespace without mapping lets
     * the process see itself as an unprivileged user while files stay root's; where namespaces are
     * forbidden (some containers), the process changes to the user {@value #UNPRIVILEGED}.
     */
    static ServerUser current() {
        if (!isRoot()) {
            return new ServerUser(List.of(), "");
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return new ServerUser(List.of("unshare", "-U"), "");
        }
        return unprivileged();
    }

    static ServerUser unprivileged() {
        List<String> drop =
                List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--clear-groups", "--no-new-privs");
        if (succeeds(append(drop, "true"))) {
            return new ServerUser(drop, UNPRIVILEGED);
        }
        throw new OperatingFailure(
                ExitCode.REFUSED,
                "PostgreSQL does not run as root, and neither unshare -U nor setpriv works here:"
                        + " run as an ordinary user");
    }

    /** Hands the folder to the server's user where that is another one than ours. */
    void own(Path folder) {
        if (dropped.isEmpty()) {
            return;
        }
        if (!succeeds(List.of("chown", "-R", dropped, folder.toString()))
                || !succeeds(append(prefix, "test", "-w", folder.toString()))) {
            throw new OperatingFailure(
                    ExitCode.REFUSED,
                    "the user %s cannot use %s: choose a folder it can reach"
                            .formatted(dropped, folder));
        }
    }

    /** Where unpacked programs are kept, so that this user can execute them. */
    Path cache() {
        if (!dropped.isEmpty()) {
            return Path.of("/var/tmp/kessai-postgresql");
        }
        String given = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(System.getProperty("user.home", "."));
        Path caches = given.isBlank() ? home.resolve(".cache") : Path.of(given);
        return caches.resolve("kessai");
    }

    List<String> command(List<String> command) {
        return append(prefix, command.toArray(String[]::new));
    }

    private static List<String> append(List<String> first, String... more) {
        return Stream.concat(first.stream(), Arrays.stream(more)).toList();
    }

    private static boolean isRoot() {
        try {
            return Files.exists(Path.of("/proc/self"))
                    ? Integer.valueOf(0)
                            .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                    : System.getProperty("user.name", "").equals("root");
        } catch (IOException e) {
            return System.getProperty("user.name", "").equals("root");
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor(PROBE_SECONDS_MAX, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
