package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.TestSeed;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs every test and every build check. */
@Command(name = "test", description = "Runs every test and build check.")
final class TestCommand implements Callable<ExitCode> {

    private final PrintStream out = System.out;

    @Option(names = "--fast", description = "without kills and other slow tests")
    private boolean fast;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "seed of everything random (default: changes daily)")
    private Optional<Long> seed = Optional.empty();

    @Override
    public ExitCode call() {
        Checkout checkout = Checkout.find();
        long runSeed = seed.orElseGet(TestSeed::current);
        out.println("seed " + runSeed);
        List<String> arguments =
                List.of(
                        "verify",
                        "-D" + TestSeed.PROPERTY + "=" + runSeed,
                        "-DexcludedGroups=" + (fast ? "slow | torture" : "torture"));
        return new MavenRun(checkout, arguments, checkout.localData().resolve("test.log")).run(out);
    }
}
