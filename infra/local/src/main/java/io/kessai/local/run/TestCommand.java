package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.TestSeed;
import io.kessai.local.database.ContainerImage;
import io.kessai.local.database.TestServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs every test and every build check; then, where a container engine and a PostgreSQL image are
 * found, the database tests once more on a container.
 */
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
        List<String> arguments = arguments(checkout, runSeed);
        Path log = checkout.localData().resolve("test.log");
        MavenRun.Outcome usual = new MavenRun(checkout, arguments, log).test(out);
        return switch (container(usual)) {
            case ContainerImage.Absent(String why) -> {
                out.println("not run: database tests on a container: " + why);
                yield usual.print(out, log);
            }
            case ContainerImage.Present(String image) -> {
                out.println("the database tests again, on a container of " + image);
                MavenRun again = onContainer(checkout, arguments);
                yield usual.then(inContainer(again.test(out))).print(out, log, again.log());
            }
        };
    }

    /** Modules are tested side by side in the fast form only: kills want the machine alone. */
    private List<String> arguments(Checkout checkout, long runSeed) {
        List<String> arguments = new ArrayList<>();
        arguments.add("verify");
        arguments.add("-D" + TestSeed.PROPERTY + "=" + runSeed);
        arguments.add("-DexcludedGroups=" + (fast ? "slow | torture" : "torture"));
        if (fast) {
            arguments.add("--threads=2");
        }
        if (new GeneratedSources(checkout).areFresh()) {
            arguments.add("-D" + GeneratedSources.SKIP + "=true");
        }
        return arguments;
    }

    private ContainerImage container(MavenRun.Outcome usual) {
        if (fast) {
            return new ContainerImage.Absent("--fast leaves them out");
        }
        if (!usual.built()) {
            return new ContainerImage.Absent("mend the build first");
        }
        return ContainerImage.find(System.getenv());
    }

    /** Only the tagged classes, with the programs that the usual run has checked and packaged. */
    private static MavenRun onContainer(Checkout checkout, List<String> arguments) {
        List<String> more =
                List.of(
                        "-Dgroups=database",
                        "-D" + TestServer.PROPERTY + "=" + TestServer.CONTAINER,
                        "-Dspotless.check.skip=true",
                        "-Dquarkus.build.skip=true");
        return new MavenRun(
                checkout,
                Stream.concat(arguments.stream(), more.stream()).toList(),
                checkout.localData().resolve("test-container.log"));
    }

    /** None of them run at all is a failure too: the container was there for them. */
    private static MavenRun.Outcome inContainer(MavenRun.Outcome outcome) {
        return new MavenRun.Outcome(
                outcome.built() && outcome.report().tests() > 0,
                outcome.report().in("container"),
                outcome.time());
    }
}
