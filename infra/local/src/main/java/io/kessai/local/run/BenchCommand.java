package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs a benchmark of the bench module, which nothing depends on: as a program of its own. */
@Command(
        name = "bench",
        description = {
            "Measures. BENCHMARK is one of:",
            "  codec          decoding and encoding beside other libraries (--forks, --seconds)",
            "  authorization  durable answers a second, latency (--rates 500,1000,... --seconds N)",
            "  controls       the same with all controls on and without, in turn (--rates, --seconds)",
            "  clearing       a night over a large file (--records N, --growth, --shards N)",
            "  both           authorizations while a night works (--rate N, --records N)",
            "Further options go to the benchmark; \"bench BENCHMARK --help\" names them."
        })
final class BenchCommand implements Callable<ExitCode> {
    private static final Map<String, String> PROGRAMS =
            Map.of(
                    "authorization", "io.kessai.bench.AuthorizationBench",
                    "both", "io.kessai.bench.BothBench",
                    "clearing", "io.kessai.bench.ClearingBench",
                    "codec", "io.kessai.bench.codec.CodecBench",
                    "controls", "io.kessai.bench.ControlsBench");

    @Parameters(paramLabel = "BENCHMARK", description = "which one")
    private String benchmark = "";

    @Unmatched private List<String> options = new ArrayList<>();

    @Override
    public ExitCode call() throws InterruptedException {
        String program = PROGRAMS.get(benchmark);
        if (program == null) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE,
                    "no benchmark %s: choose of %s"
                            .formatted(
                                    benchmark,
                                    String.join(", ", new TreeSet<>(PROGRAMS.keySet()))));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + Checkout.PROPERTY + "=" + Checkout.find().root(),
                        "-cp",
                        classPath(),
                        program));
        command.addAll(options);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            int code = process.waitFor();
            return code == ExitCode.DONE.code() ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot start the benchmark: " + e, e);
        }
    }

    /** Ours first; what only benchmarks use stands in a file of their build. */
    private static String classPath() {
        Path target = Checkout.find().root().resolve("infra/bench/target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar =
                    files.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .matches("kessai-bench-.*jar"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("no jar in " + target));
            return String.join(
                    File.pathSeparator,
                    System.getProperty("java.class.path"),
                    jar.toString(),
                    Files.readString(target.resolve("classpath.txt")).strip());
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "the benchmarks are not built: " + e.getMessage(), e);
        }
    }
}
