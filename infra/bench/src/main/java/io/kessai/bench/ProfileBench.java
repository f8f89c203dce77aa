package io.kessai.bench;

import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.bench.profile.Flame;
import io.kessai.bench.profile.Recording;
import io.kessai.local.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Where a server's processor time goes and what it allocates at one rate, by the JVM's own flight
 * recorder. {@code ./kessai bench profile}.
 */
@Command(
        name = "profile",
        description = "Where a server's processor time and allocation go, as flame text.",
        mixinStandardHelpOptions = true)
public final class ProfileBench implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 30;

    @Option(
            names = "--cards",
            description = "of an account each (default: ${DEFAULT-VALUE})",
            defaultValue = "100000")
    private int cards;

    @Option(
            names = "--rate",
            description = "messages a second (default: ${DEFAULT-VALUE})",
            defaultValue = "4000")
    private int rate;

    @Option(
            names = "--seconds",
            description = "how long to record (default: ${DEFAULT-VALUE})",
            defaultValue = "60")
    private int seconds;

    @Mixin private final PageOption page = new PageOption();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ProfileBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Machine.describe());
        Path file = Files.createTempFile("kessai-bench", ".jfr");
        try (Contest contest = Contest.alone(cards)) {
            long server = contest.system().serverProcessIds().getFirst();
            contest.warmUp(contest.ours(), WARM_UP_SECONDS);
            Recording.start(server);
            Rung rung = contest.run(contest.ours(), new Pace.Rate(rate), seconds);
            Recording recording = Recording.stop(server, file);
            String found = told(rung, recording);
            System.out.println(found);
            page.put("Profile", Contest.JAVA_OPTIONS, contest.database() + found);
        } finally {
            Files.deleteIfExists(file);
        }
        return ExitCode.DONE.code();
    }

    private String told(Rung rung, Recording recording) {
        return String.format(
                        Locale.ROOT,
                        "At %,d messages a second (%,.0f durable) for %d s. Per cent of the samples of threads that ran:%n%n",
                        rate,
                        rung.durablePerSecond(),
                        seconds)
                + block(recording.processor())
                + String.format(
                        Locale.ROOT,
                        "%nPer cent of %,.0f bytes allocated a message, last frame the class:%n%n",
                        recording.allocation().weight() / (rung.durablePerSecond() * seconds))
                + block(recording.allocation());
    }

    private static String block(Flame flame) {
        return "```\n" + String.join("\n", flame.lines()) + "\n```\n";
    }
}
