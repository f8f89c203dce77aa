package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.TestSeed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the tests tagged {@code torture}, on the newest and on the oldest PostgreSQL supported. */
@Command(
        name = "torture",
        description = "Runs the long tests: many kills, fuzz, soak, PostgreSQL 15 and 18.")
final class TortureCommand implements Callable<ExitCode> {

    /** The system property that tells a test for how many minutes it may go on. */
    static final String MINUTES_PROPERTY = "kessai.test.minutes";

    private static final String OLDEST_POSTGRESQL = "-Dembedded-postgres-binaries.version=15.19.0";

    private final PrintStream out = System.out;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "only tests that also carry this tag")
    private Optional<String> only = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "seed of everything random (default: changes daily)")
    private OptionalLong seed = OptionalLong.empty();

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "how long each open-ended test goes on (default: ${DEFAULT-VALUE})",
            defaultValue = "5")
    private int minutes;

    @Override
    public ExitCode call() {
        out.println("PostgreSQL of the build");
        ExitCode newest = run(List.of(), "torture.log");
        out.println("PostgreSQL 15");
        ExitCode oldest = run(List.of(OLDEST_POSTGRESQL), "torture-postgresql-15.log");
        return newest == ExitCode.DONE ? oldest : newest;
    }

    private ExitCode run(List<String> properties, String log) {
        Checkout checkout = Checkout.find();
        long runSeed = seed.orElseGet(TestSeed::current);
        out.println("seed " + runSeed);
        List<String> arguments = new ArrayList<>(List.of("verify"));
        arguments.add("-D" + TestSeed.PROPERTY + "=" + runSeed);
        arguments.add("-D" + MINUTES_PROPERTY + "=" + minutes);
        arguments.add("-Dgroups=torture" + only.map(tag -> " & " + tag).orElse(""));
        arguments.add("-DexcludedGroups=none");
        arguments.addAll(properties);
        return new MavenRun(checkout, arguments, checkout.localData().resolve(log)).run(out);
    }
}
