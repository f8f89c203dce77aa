package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.TestSeed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs what is too long for {@code test}, part after part. */
@Command(
        name = "torture",
        description =
                "Runs the long tests: many kills, large nights, fuzz, soak, PostgreSQL 15 and 18.")
final class TortureCommand implements Callable<ExitCode> {

    /** The system property that tells a test for how many minutes it may go on. */
    static final String MINUTES_PROPERTY = "kessai.test.minutes";

    private final PrintStream out = System.out;

    /** The system property that tells a test how many records large clearing files have. */
    static final String RECORDS_PROPERTY = "kessai.test.records";

    /** One run of Maven each; named on the command line as here. */
    enum Part {
        /** The server and PostgreSQL, 50 times each. */
        kill(false, "verify", "-Dgroups=torture & kill", "-DexcludedGroups=none"),
        /** Nights of large files, killed 30 times. */
        clearing(false, "verify", "-Dgroups=torture & clearing", "-DexcludedGroups=none"),
        /** The codec, for half of the minutes on messages, half on frames. */
        fuzz(true, "test", "-pl", "api", "-Dgroups=fuzz", "-DexcludedGroups=none"),
        /** Traffic for the minutes. */
        soak(true, "verify", "-Dgroups=torture & soak", "-DexcludedGroups=none"),
        /** All of {@code test} on the oldest PostgreSQL supported. */
        postgresql15(false, "verify", "-Dembedded-postgres-binaries.version=15.19.0"),
        /** All of {@code test} on the newest. */
        postgresql18(false, "verify", "-Dembedded-postgres-binaries.version=18.6.0");

        private final boolean lastsMinutes;
        private final List<String> arguments;

        Part(boolean lastsMinutes, String... arguments) {
            this.lastsMinutes = lastsMinutes;
            this.arguments = List.of(arguments);
        }
    }

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "one part only: ${COMPLETION-CANDIDATES}")
    private Optional<Part> only = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "seed of everything random (default: changes daily)")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "how long fuzz and soak go on, each (default: ${DEFAULT-VALUE})",
            defaultValue = "5")
    private int minutes;

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "records in each large clearing file (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private int records;

    @Override
    public ExitCode call() {
        List<Part> failed = new ArrayList<>();
        for (Part part : only.map(List::of).orElseGet(() -> List.of(Part.values()))) {
            out.println("part " + part);
            if (run(part) != ExitCode.DONE) {
                failed.add(part);
            }
        }
        out.println(failed.isEmpty() ? "every part passed" : "FAILED: " + failed);
        return failed.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private ExitCode run(Part part) {
        Checkout checkout = Checkout.find();
        long runSeed = seed.orElseGet(TestSeed::current);
        out.println("seed " + runSeed);
        List<String> arguments = new ArrayList<>(part.arguments);
        arguments.add("-D" + TestSeed.PROPERTY + "=" + runSeed);
        arguments.add("-D" + RECORDS_PROPERTY + "=" + records);
        if (part.lastsMinutes) {
            arguments.add("-D" + MINUTES_PROPERTY + "=" + minutes);
        }
        return new MavenRun(
                        checkout,
                        arguments,
                        checkout.localData().resolve("torture-" + part + ".log"))
                .run(out);
    }
}
