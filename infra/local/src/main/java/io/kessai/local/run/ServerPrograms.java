package io.kessai.local.run;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The small programs that come with the packaged server, each a process of its own. */
final class ServerPrograms {

    /** What Quarkus logs with has to be named first where it does not start the program. */
    private static final String LOG_MANAGER =
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager";

    private ServerPrograms() {}

    /** The command that runs one. */
    static List<String> command(Checkout checkout, String mainClass, List<String> arguments) {
        Path app = checkout.serverJar().resolveSibling("app");
        Path libraries = checkout.serverJar().resolveSibling("lib");
        String classPath =
                String.join(
                        File.pathSeparator,
                        app.resolve("*").toString(),
                        libraries.resolve("main").resolve("*").toString(),
                        libraries.resolve("boot").resolve("*").toString());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", LOG_MANAGER, "-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }
}
