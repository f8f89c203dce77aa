package io.kessai.bench;

import io.kessai.bench.page.Table;
import io.kessai.local.ExitCode;
import io.kessai.local.run.ProgramStarts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long both programs take to start, with their AOT caches and without them in turn: the server
 * until it is ready, the clearing program until {@code status} is done. {@code ./kessai bench
 * startup}.
 *
 * <p>One start of each kind comes before those that count, so that files are in memory.
 */
@Command(
        name = "startup",
        description = "Milliseconds until the server is ready, and until a command is done.",
        mixinStandardHelpOptions = true)
public final class StartupBench implements Callable<Integer> {
    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "of each kind (default: ${DEFAULT-VALUE})",
            defaultValue = "15")
    private int starts;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "for every start beside the shipped ones; several times for several")
    private List<String> javaOptions = new ArrayList<>();

    @Mixin private final PageOption page = new PageOption();

    private final List<List<String>> rows = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartupBench()).execute(arguments));
    }

    /** One start of a kind. */
    private interface Start {
        Duration time(List<String> javaOptions) throws InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        try (ProgramStarts programs = ProgramStarts.open()) {
            measure("server ready", programs, programs::server);
            measure("status done", programs, programs::status);
        }
        Table table = new Table(List.of("ms", "min", "median", "max"), rows);
        System.out.println(table.markdown());
        page.put(
                "Start-up",
                List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"),
                table.markdown());
        return ExitCode.DONE.code();
    }

    private void measure(String name, ProgramStarts programs, Start start)
            throws IOException, InterruptedException {
        List<Duration> cached = new ArrayList<>();
        List<Duration> uncached = new ArrayList<>();
        for (int i = 0; i <= starts; i++) {
            cached.add(start.time(javaOptions));
            try (ProgramStarts.Aside _ = programs.withoutCaches()) {
                uncached.add(start.time(javaOptions));
            }
        }
        rows.add(row(name + ", with the AOT cache", cached));
        rows.add(row(name + ", without", uncached));
    }

    private static List<String> row(String name, List<Duration> times) {
        List<Long> millis = times.stream().skip(1).map(Duration::toMillis).sorted().toList();
        return List.of(
                name,
                whole(millis.getFirst()),
                whole(millis.get(millis.size() / 2)),
                whole(millis.getLast()));
    }

    private static String whole(long millis) {
        return String.format(Locale.ROOT, "%,d", millis);
    }
}
