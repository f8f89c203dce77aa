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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Runs a benchmark of the bench module, which nothing depends on: as a program of its own. */
@Command(
        name = "bench",
        description = {
            "Measures. --quick compares with the peers in two minutes; BENCHMARK is one of:",
            "  codec          decoding and encoding beside other libraries (--forks, --seconds)",
            "  authorization  durable answers a second, latency, peers (--rates 500,1000,... --page)",
            "  controls       the same with all controls on and without, in turn (--rates, --seconds)",
            "  servers        one, two and three servers on one database (--rates, --page)",
            "  growth         rate and latency over cards and history (--cards, --history, --page)",
            "  profile        where a server's time and allocation go (--rate N, --seconds N, --page)",
            "  soak           one rate for long: drift, memory (--rate N, --minutes N, --page)",
            "  clearing       a night over a large file (--records N, --growth, --shards N)",
            "  both           authorizations while a night works (--rate N, --records N)",
            "  startup        ms until the server is ready and a command done (--starts N)",
            "Further options go to the benchmark; \"bench BENCHMARK --help\" names them."
        })
final class BenchCommand implements Callable<ExitCode> {
    private static final String CODEC = "io.kessai.bench.codec.CodecBench";
    private static final String QUICK = "io.kessai.bench.QuickBench";

    /** One starts neither of our programs, the other has no time for it. */
    private static final Set<String> UNTRAINED = Set.of(CODEC, QUICK);

    private static final Map<String, String> PROGRAMS =
            Map.ofEntries(
                    Map.entry("authorization", "io.kessai.bench.AuthorizationBench"),
                    Map.entry("both", "io.kessai.bench.BothBench"),
                    Map.entry("clearing", "io.kessai.bench.ClearingBench"),
                    Map.entry("codec", CODEC),
                    Map.entry("controls", "io.kessai.bench.ControlsBench"),
                    Map.entry("growth", "io.kessai.bench.GrowthBench"),
                    Map.entry("profile", "io.kessai.bench.ProfileBench"),
                    Map.entry("servers", "io.kessai.bench.ServersBench"),
                    Map.entry("soak", "io.kessai.bench.SoakBench"),
                    Map.entry("startup", "io.kessai.bench.StartupBench"),
                    Map.entry("wrapper", "io.kessai.bench.WrapperBench"));

    @Parameters(paramLabel = "BENCHMARK", description = "which one", arity = "0..1")
    private Optional<String> benchmark = Optional.empty();

    @Option(names = "--quick", description = "ours beside the peers, in two minutes")
    private boolean isQuick;

    @Unmatched private List<String> options = new ArrayList<>();

    @Override
    public ExitCode call() throws InterruptedException {
        if (isQuick && benchmark.isPresent()) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE, "--quick is a benchmark of its own: leave the other out");
        }
        String program = isQuick ? QUICK : program();
        if (!UNTRAINED.contains(program)) {
            train();
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

    private String program() {
        return benchmark
                .flatMap(name -> Optional.ofNullable(PROGRAMS.get(name)))
                .orElseThrow(
                        () ->
                                new OperatingFailure(
                                        ExitCode.WRONG_USAGE,
                                        "no benchmark '%s': choose --quick or one of %s"
                                                .formatted(
                                                        benchmark.orElse(""),
                                                        String.join(
                                                                ", ",
                                                                new TreeSet<>(
                                                                        PROGRAMS.keySet())))));
    }

    /** What is measured is the programs as they ship: with their AOT caches. */
    private static void train() throws InterruptedException {
        try {
            if (!Training.isDone(Checkout.find())) {
                System.out.println("first the AOT caches of both programs, once a build");
                Training.run(Checkout.find(), Training.MESSAGES);
            }
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "the training broke off: " + e, e);
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
