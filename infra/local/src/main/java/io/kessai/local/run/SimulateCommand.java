package io.kessai.local.run;

import io.kessai.iso8583.Dialect;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayPlayer;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.LinkAddress;
import io.kessai.local.network.clearing.ClearingFault;
import io.kessai.local.network.clearing.ClearingNight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a seeded day of traffic against a running server and checks every answer. */
@Command(
        name = "simulate",
        description = {
            "Plays a day of card traffic against a running server and checks every answer.",
            "The cards must be seeded with the same options before."
        })
final class SimulateCommand implements Callable<ExitCode> {
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(15);

    @Mixin private final FleetOptions cards = new FleetOptions();
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "which day (default: ${DEFAULT-VALUE})",
            defaultValue = "1")
    private long seed;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "how many messages (default: ${DEFAULT-VALUE})",
            defaultValue = "10000")
    private int messages;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "messages a second at most, 0 for no limit (default: ${DEFAULT-VALUE})",
            defaultValue = "500")
    private int rate;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "where the server is (default: ${DEFAULT-VALUE})",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--link",
            paramLabel = "PORT[:DIALECT[:FRAME]]",
            description = {
                "a link to open, several times for several (default: 8583:iso87-ascii:2-byte);",
                "DIALECT is a built-in name or a file NAME.dialect"
            })
    private List<String> links = new ArrayList<>();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "the network of these links (default: ${DEFAULT-VALUE})",
            defaultValue = "default")
    private String network = "default";

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "where to write what was received (default: a temporary file)")
    private Optional<Path> answers = Optional.empty();

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "where to deliver the clearing files of the night (default: nowhere)")
    private Optional<Path> inbox = Optional.empty();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = {
                "a broken file to deliver too, several times for several, such as bad-total,",
                "truncated or duplicate-file"
            })
    private List<String> faults = new ArrayList<>();

    @Override
    public ExitCode call() throws InterruptedException {
        List<ClearingFault> broken = ClearingDelivery.faults(faults);
        inbox.ifPresent(folder -> new ClearingDelivery(folder, System.out).requireEmpty());
        Day day = Day.generate(seed, messages, SeedCommand.fleet(cards), Instant.now());
        SpecialCards.prepare(day, database.find(), LocalVault.open());
        try {
            Path file =
                    answers.isPresent()
                            ? answers.get()
                            : Files.createTempFile("kessai-answers", ".jsonl");
            DayResult result = play(day, addresses(), rate, file);
            new DayTable(System.out).print(result);
            System.out.println("answers: " + file);
            inbox.ifPresent(folder -> deliver(folder, day, result, broken));
            return result.agreed() ? ExitCode.DONE : ExitCode.INVARIANT_BROKEN;
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot reach the server: " + e.getMessage(), e);
        }
    }

    private static void deliver(
            Path folder, Day day, DayResult result, List<ClearingFault> broken) {
        System.out.println("clearing files in " + folder);
        ClearingDelivery delivery = new ClearingDelivery(folder, System.out);
        ClearingNight night = ClearingDelivery.clearing(day, result).nights().getFirst();
        delivery.deliver(night);
        broken.forEach(fault -> delivery.deliver(fault, night));
    }

    /** Plays a day with a progress bar, writing what was received to {@code file}. */
    static DayResult play(Day day, List<LinkAddress> links, int rate, Path file)
            throws IOException, InterruptedException {
        try (AnswerLog log = AnswerLog.create(file);
                Progress progress =
                        Progress.onStandardOutput("seed " + day.seed(), day.requests().size())) {
            return DayPlayer.play(
                    day, new DayPlayer.Settings(links, rate, ANSWER_WAIT, log, progress::advance));
        }
    }

    private List<LinkAddress> addresses() {
        List<LinkAddress> addresses = new ArrayList<>();
        for (String link : links.isEmpty() ? List.of("8583") : links) {
            String[] parts = link.split(":", 3);
            String dialect = parts.length > 1 ? parts[1] : "iso87-ascii";
            Dialect known = LinkWords.dialect(dialect);
            addresses.add(
                    new LinkAddress(
                            known.name() + "-" + (addresses.size() + 1),
                            network,
                            host,
                            Integer.parseInt(parts[0]),
                            known,
                            LinkWords.frame(parts.length > 2 ? parts[2] : "2-byte")));
        }
        return addresses;
    }
}
