package io.kessai.bench;

import io.kessai.bench.load.CardMix;
import io.kessai.bench.load.Generator;
import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.local.ExitCode;
import io.kessai.local.network.Fleet;
import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What controls cost: a ladder of rates against two systems in turn, of which one has every kind of
 * control on every card, account and product. {@code ./kessai bench controls}.
 *
 * <p>No limit is ever reached, so that both decide the same. At each rate both have several turns,
 * and who goes first changes: the machine may be busier now than a moment later.
 */
@Command(
        name = "controls",
        description = "Rate and latency with all controls on, and without any.",
        mixinStandardHelpOptions = true)
public final class ControlsBench implements Callable<Integer> {
    private static final Fleet FLEET = new Fleet(50_000, 1, 1_000_000_000_000L, "392");

    /** Long enough for nearly every card to meet its controls: the first time is dearer. */
    private static final int WARM_UP_RATE = 3_000;

    private static final int WARM_UP_SECONDS = 70;
    private static final long SEED = 1;

    /** Every kind of rule, and every window. */
    private static final String RULES =
            """
            limit transaction 100000000
            limit amount day 1000000000
            limit amount week 1000000000
            limit amount month 1000000000
            limit amount year 1000000000
            limit amount lifetime 1000000000
            limit amount rolling 24h 1000000000
            limit count day 1000000
            limit count month 1000000
            limit count rolling 7d 1000000
            limit cash transaction 100000
            limit cash amount day 100000
            deny mcc 7995 7800-7802
            deny merchant NOBODYSMERCHANT
            deny channel magstripe
            deny entry-mode on-file
            """;

    @Option(
            names = "--rates",
            split = ",",
            description = "messages a second, rising (default: ${DEFAULT-VALUE})",
            defaultValue = "1000,2000,4000,6000,7000,8000,9000,10000,12000,14000,16000")
    private List<Integer> rates = List.of();

    @Option(
            names = "--seconds",
            description = "how long each rate is held (default: ${DEFAULT-VALUE})",
            defaultValue = "10")
    private int seconds;

    @Option(
            names = "--rounds",
            description = "how often each system gets its turn (default: ${DEFAULT-VALUE})",
            defaultValue = "3")
    private int rounds;

    /** A system on the ladder, and the highest rung that it carried so far. */
    private static final class Climber {
        private final String name;
        private final BenchSystem system;
        private final Generator generator;
        private Optional<Rung> rung = Optional.empty();
        private Optional<Rung> carried = Optional.empty();
        private boolean isClimbing = true;

        Climber(String name, BenchSystem system) {
            this.name = name;
            this.system = system;
            this.generator = new Generator(CardMix.even(FLEET.cards()), SEED);
        }

        void warmUp() throws IOException, InterruptedException {
            generator.run(system.addresses(), new Pace.Rate(WARM_UP_RATE), WARM_UP_SECONDS);
        }

        /** Holds a rate for a while, beside what it held of it before. */
        void hold(int rate, int seconds) throws IOException, InterruptedException {
            Rung held = generator.run(system.addresses(), new Pace.Rate(rate), seconds);
            rung = Optional.of(rung.map(before -> before.plus(held)).orElse(held));
        }

        /** What all turns at the rate gave together; empty where it did not climb so far. */
        Optional<Rung> rung() {
            Optional<Rung> whole = rung;
            rung = Optional.empty();
            whole.ifPresent(
                    held -> {
                        System.out.println(name + held.line());
                        isClimbing = held.isCarried();
                        carried = isClimbing ? Optional.of(held) : carried;
                    });
            return whole;
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ControlsBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BenchSystem plain = BenchSystem.start(FLEET);
                BenchSystem controlled = BenchSystem.start(FLEET)) {
            controlled.control(RULES);
            System.out.println(Machine.describe());
            System.out.printf(
                    Locale.ROOT,
                    "%,d cards, each with %d rules of its own, of its account and of its product; ms%n",
                    FLEET.cards(),
                    RULES.lines().count());
            Climber without = new Climber("without ", plain);
            Climber with = new Climber("with    ", controlled);
            without.warmUp();
            with.warmUp();
            System.out.println("        " + Rung.header());
            climb(without, with);
            conclude(without, with);
        }
        return ExitCode.DONE.code();
    }

    private void climb(Climber without, Climber with) throws IOException, InterruptedException {
        boolean isWithFirst = false;
        for (int rate : rates) {
            List<Climber> turns = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                turns.addAll(isWithFirst ? List.of(with, without) : List.of(without, with));
                isWithFirst = !isWithFirst;
            }
            turns.removeIf(climber -> !climber.isClimbing);
            for (Climber climber : turns) {
                climber.hold(rate, seconds);
            }
            Optional<Rung> plain = without.rung();
            Optional<Rung> controlled = with.rung();
            if (plain.isPresent() && controlled.isPresent()) {
                compare(plain.get(), controlled.get());
            }
        }
    }

    private static void compare(Rung without, Rung with) {
        System.out.printf(
                Locale.ROOT,
                "         with / without: p50 %.2f, p99 %.2f%n",
                ratio(without, with, 50),
                ratio(without, with, 99));
    }

    private static double ratio(Rung without, Rung with, double percentile) {
        return with.millis(percentile) / without.millis(percentile);
    }

    private static void conclude(Climber without, Climber with) {
        double plain = without.carried.map(Rung::durablePerSecond).orElse(0.0);
        double controlled = with.carried.map(Rung::durablePerSecond).orElse(0.0);
        System.out.printf(
                Locale.ROOT,
                "carried: %,.0f a second without controls, %,.0f with all of them (%.2f times)%n",
                plain,
                controlled,
                plain > 0 ? controlled / plain : 0);
    }
}
