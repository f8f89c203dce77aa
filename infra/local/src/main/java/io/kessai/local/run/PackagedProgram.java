package io.kessai.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A packaged program and what its JVM is started with: the options it ships with, and its AOT cache
 * where one was made ({@link Training}). Immutable.
 *
 * @param jar {@code quarkus-run.jar}; the rest stands beside it
 */
public record PackagedProgram(Path jar) {
    private static final String OPTIONS = "jvm.options";
    private static final String CACHE = "app.aot";

    /**
     * A cache of another JDK, of other jars or made with other options is left aside by the JVM,
     * which would say so in several lines of every log.
     */
    private static final String QUIET = "-Xlog:aot*=off";

    /** Where its cache is, or would be. */
    public Path cache() {
        return jar.resolveSibling(CACHE);
    }

    /**
     * Whether it has a cache that this JDK can use with the jars and options as they are now: a
     * start would say nothing of one that it cannot.
     */
    public boolean isTrained() throws IOException, InterruptedException {
        if (!Files.isRegularFile(cache())) {
            return false;
        }
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of("-XX:AOTMode=on", "-cp", jar.toString(), "-version"));
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /**
     * The command that starts it, to which the program's own arguments can be added.
     *
     * @param javaOptions further options of the JVM, which come after the shipped ones
     */
    public List<String> command(List<String> javaOptions) {
        List<String> command = new ArrayList<>(java());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path shipped = jar.resolveSibling(OPTIONS);
        if (Files.isRegularFile(shipped)) {
            command.add("@" + shipped.toAbsolutePath());
        }
        if (Files.isRegularFile(cache())) {
            command.add("-XX:AOTCache=" + cache().toAbsolutePath());
            command.add(QUIET);
        }
        return command;
    }

    /** Options with which a JVM records what a cache is made of, written to the file as it ends. */
    static List<String> recording(Path recorded) {
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded, QUIET);
    }

    /** Options with which a JVM makes a cache of what was recorded, and does nothing else. */
    static List<String> assembling(Path recorded, Path cache) {
        return List.of(
                "-XX:AOTMode=create",
                "-XX:AOTConfiguration=" + recorded,
                "-XX:AOTCache=" + cache,
                QUIET);
    }
}
