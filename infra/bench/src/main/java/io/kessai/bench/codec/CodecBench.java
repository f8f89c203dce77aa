package io.kessai.bench.codec;

import io.kessai.bench.Machine;
import io.kessai.bench.PageOption;
import io.kessai.bench.page.Table;
import io.kessai.local.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Decoding and encoding one 0100 of eighteen fields, beside jPOS and j8583, under JMH. {@code
 * ./kessai bench codec}. Each codec reads the bytes that it writes itself: the peers pack some
 * fields otherwise.
 */
@Command(
        name = "codec",
        description =
                "Nanoseconds and bytes to decode and encode a message, beside jPOS and j8583.",
        mixinStandardHelpOptions = true)
public final class CodecBench implements Callable<Integer> {
    private static final String OURS = "kessai";
    private static final List<String> LIBRARIES = List.of(OURS, "jpos", "j8583");
    private static final List<String> HEADER =
            List.of(
                    "wire",
                    "what",
                    "library",
                    "ns",
                    "+/-",
                    "bytes allocated",
                    "times ns",
                    "times bytes");
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String UNSAFE_ALLOWED = "--sun-misc-unsafe-memory-access=allow";

    @Option(
            names = "--forks",
            description = "JVMs a figure, one after the other (default: ${DEFAULT-VALUE})",
            defaultValue = "2")
    private int forks;

    @Option(
            names = "--seconds",
            description = "measured a JVM, after as many to warm up (default: ${DEFAULT-VALUE})",
            defaultValue = "5")
    private int seconds;

    @Mixin private final PageOption page = new PageOption();

    /** Of one operation on one kind of bytes by one library. */
    private record Figure(double nanos, double nanosError, double bytes) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CodecBench()).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException, IOException, InterruptedException {
        System.out.println(Machine.describe());
        Map<String, Figure> figures = figures(run());
        List<List<String>> rows = new ArrayList<>();
        for (String wire : List.of("ascii", "binary")) {
            for (String what : List.of("decode", "encode")) {
                Figure ours = figure(figures, wire, what, OURS);
                for (String library : LIBRARIES) {
                    rows.add(
                            row(
                                    List.of("iso87-" + wire, what, library),
                                    figure(figures, wire, what, library),
                                    ours));
                }
            }
        }
        String body =
                "What it takes to decode or encode one message, an 0100 of 18 fields.\n\n"
                        + new Table(HEADER, rows).markdown();
        System.out.println(body);
        page.put("Codec", List.of(UNSAFE_ALLOWED), body);
        return ExitCode.DONE.code();
    }

    private Collection<RunResult> run() throws RunnerException {
        return new Runner(
                        new OptionsBuilder()
                                .include("^" + CodecMeasure.class.getName() + "\\.")
                                .forks(forks)
                                .jvmArgsAppend(UNSAFE_ALLOWED)
                                .warmupIterations(seconds)
                                .warmupTime(TimeValue.seconds(1))
                                .measurementIterations(seconds)
                                .measurementTime(TimeValue.seconds(1))
                                .addProfiler(GCProfiler.class)
                                .shouldFailOnError(true)
                                .verbosity(VerboseMode.SILENT)
                                .build())
                .run();
    }

    private static Map<String, Figure> figures(Collection<RunResult> results) {
        Map<String, Figure> figures = new TreeMap<>();
        for (RunResult result : results) {
            var parameters = result.getParams();
            String what = parameters.getBenchmark().replaceAll(".*\\.", "");
            figures.put(
                    key(parameters.getParam("wire"), what, parameters.getParam("library")),
                    new Figure(
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreError(),
                            Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                                    .getScore()));
        }
        return figures;
    }

    private static String key(String wire, String what, String library) {
        return wire + " " + what + " " + library;
    }

    private static Figure figure(
            Map<String, Figure> figures, String wire, String what, String library) {
        return Objects.requireNonNull(figures.get(key(wire, what, library)));
    }

    private static List<String> row(List<String> names, Figure figure, Figure ours) {
        List<String> row = new ArrayList<>(names);
        row.add(String.format(Locale.ROOT, "%,.0f", figure.nanos()));
        row.add(String.format(Locale.ROOT, "%,.0f", figure.nanosError()));
        row.add(String.format(Locale.ROOT, "%,.0f", figure.bytes()));
        row.add(String.format(Locale.ROOT, "%.2f", figure.nanos() / ours.nanos()));
        row.add(String.format(Locale.ROOT, "%.2f", figure.bytes() / ours.bytes()));
        return row;
    }
}
