package io.kessai.bench;

import io.kessai.bench.load.CardMix;
import io.kessai.bench.load.Generator;
import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.local.ExitCode;
import io.kessai.local.network.Fleet;
import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the AWS Advanced JDBC Wrapper costs on the message path: a server on the plain driver, one
 * through the wrapper without plugins and one with them, on one database, each in turn. {@code
 * ./kessai bench wrapper}.
 *
 * <p>At each rate all have several turns, and who goes first changes: the machine may be busier now
 * than a moment later. Who has no turn is idle.
 */
@Command(
        name = "wrapper",
        description = "What the AWS Advanced JDBC Wrapper costs on the message path.",
        mixinStandardHelpOptions = true)
public final class WrapperBench implements Callable<Integer> {
    private static final Fleet FLEET = new Fleet(50_000, 1, 1_000_000_000_000L, "392");
    private static final int WARM_UP_RATE = 1_000;
    private static final long SEED = 1;

    @Option(
            names = "--rates",
            split = ",",
            description = "messages a second (default: ${DEFAULT-VALUE})",
            defaultValue = "1000,2000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            description = "of a turn (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int seconds;

    @Option(
            names = "--rounds",
            description = "turns of each at a rate (default: ${DEFAULT-VALUE})",
            defaultValue = "6")
    private int rounds;

    @Option(
            names = "--warm-up",
            description = "seconds of load on each before (default: ${DEFAULT-VALUE})",
            defaultValue = "30")
    private int warmUpSeconds;

    @Option(
            names = "--plugins",
            description = "of the third (default: ${DEFAULT-VALUE})",
            defaultValue = "initialConnection,auroraConnectionTracker,failover2,efm2")
    private String plugins = "";

    /** A server, and what its turns at the present rate have given. */
    private static final class Runner {
        private final String name;
        private final BenchSystem system;
        private final List<InetSocketAddress> address;
        private final List<Long> processId;
        private Optional<Rung> rung = Optional.empty();
        private final List<Costs.PerMessage> costs = new ArrayList<>();

        Runner(String name, BenchSystem system, int index) {
            this.name = name;
            this.system = system;
            this.address = List.of(system.addresses().get(index));
            this.processId = List.of(system.serverProcessIds().get(index));
        }

        void run(Generator generator, int rate, int seconds)
                throws IOException, InterruptedException {
            Costs before = Costs.of(system, processId);
            Rung held = generator.run(address, new Pace.Rate(rate), seconds);
            costs.add(Costs.of(system, processId).since(before, held.durable()));
            rung = Optional.of(rung.map(all -> all.plus(held)).orElse(held));
        }

        void tell() {
            rung.ifPresent(
                    all ->
                            System.out.printf(
                                    Locale.ROOT,
                                    "%-16s%s%n%16s  a message: server %.0f us of processor,"
                                            + " PostgreSQL %.0f, %.2f statements%n",
                                    name,
                                    all.line(),
                                    "",
                                    mean(costs.stream().mapToDouble(Costs.PerMessage::server)),
                                    mean(costs.stream().mapToDouble(Costs.PerMessage::database)),
                                    mean(
                                            costs.stream()
                                                    .mapToDouble(Costs.PerMessage::statements))));
            rung = Optional.empty();
            costs.clear();
        }

        private static double mean(java.util.stream.DoubleStream values) {
            return values.average().orElse(0);
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WrapperBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BenchSystem system = BenchSystem.start(FLEET)) {
            system.addServer(wrapped(""));
            system.addServer(wrapped(plugins));
            System.out.println(Machine.describe());
            System.out.printf(
                    Locale.ROOT,
                    "%,d cards, %d turns of %d s each; plugins of the third: %s; ms%n",
                    FLEET.cards(),
                    rounds,
                    seconds,
                    plugins);
            List<Runner> runners =
                    List.of(
                            new Runner("plain driver", system, 0),
                            new Runner("wrapper", system, 1),
                            new Runner("with plugins", system, 2));
            Generator generator = new Generator(CardMix.even(FLEET.cards()), SEED);
            for (Runner runner : runners) {
                generator.run(runner.address, new Pace.Rate(WARM_UP_RATE), warmUpSeconds);
            }
            System.out.println(" ".repeat(16) + Rung.header());
            for (int rate : rates) {
                for (int turn = 0; turn < rounds * runners.size(); turn++) {
                    int next = (turn / runners.size() + turn) % runners.size();
                    runners.get(next).run(generator, rate, seconds);
                }
                runners.forEach(Runner::tell);
            }
        }
        return ExitCode.DONE.code();
    }

    private static UnaryOperator<String> wrapped(String plugins) {
        return url ->
                url.replaceFirst("^jdbc:", "jdbc:aws-wrapper:") + "?wrapperPlugins=" + plugins;
    }
}
