package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole system for a minute: database, server, a day of traffic, and every check on it. */
@Command(
        name = "demo",
        description = {
            "Plays a day of card traffic and the nights after it on a fresh system, and checks it all.",
            "Exit code 0 only if everything agreed, 4 when an invariant is broken."
        })
final class DemoCommand implements Callable<ExitCode> {
    private static final String DATABASE = "kessai";
    private static final Fleet FLEET = new Fleet(2_000, 2, 1_000_000, "392");

    private final PrintStream out = System.out;
    private String watched = "";
    private boolean isSignedOff;

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
            defaultValue = "20000")
    private int messages;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "messages a second at most, 0 for no limit (default: ${DEFAULT-VALUE})",
            defaultValue = "1500")
    private int rate;

    @Override
    public ExitCode call() throws InterruptedException {
        Checkout checkout = Checkout.find();
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE)) {
            Path folder = Files.createTempDirectory("kessai-demo");
            say("database  %s, durable, data in %s", database.url(DATABASE), database.folder());
            LocalSchema.prepare(database, DATABASE);
            Day day = Day.generate(seed, messages, FLEET, Instant.now());
            new CardSeed(database.endpoint(DATABASE), LocalVault.open(), rows -> {}).write(FLEET);
            SpecialCards.prepare(day, database.endpoint(DATABASE), LocalVault.open());
            say("cards     %,d on %,d accounts", FLEET.cards(), FLEET.accounts());
            DayResult result = play(checkout, database, folder, day);
            new DayTable(out).print(result);
            say("watcher   %s", watched);
            boolean cleared =
                    new DemoNights(checkout, database.endpoint(DATABASE), FLEET, folder, out)
                            .run(day, result);
            boolean sound =
                    new DemoChecks(checkout, database, DATABASE, folder, out).run(FLEET.cards());
            boolean agreed =
                    result.agreed()
                            && isSignedOff
                            && cleared
                            && sound
                            && !watched.startsWith("WRONG");
            say("answers, logs and reports are kept in %s", folder);
            say(agreed ? "everything agreed" : "NOT everything agreed: see FAILED and WRONG above");
            return agreed ? ExitCode.DONE : ExitCode.INVARIANT_BROKEN;
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "the demo broke off: " + e, e);
        }
    }

    private DayResult play(Checkout checkout, EmbeddedDatabase database, Path folder, Day day)
            throws IOException, InterruptedException {
        try (DemoServer server =
                DemoServer.dialling(
                        checkout, database.endpoint(DATABASE), folder.resolve("logs"))) {
            say("server    ready, %s", server);
            DayResult result = watched(checkout, database, folder, day, server);
            isSignedOff = server.endsSignedOff();
            say("sign-off  %s", isSignedOff ? "seen by the network that was dialled" : "MISSING");
            return result;
        }
    }

    /** Plays it before a watcher, who is cut off once in the middle. */
    private DayResult watched(
            Checkout checkout, EmbeddedDatabase database, Path folder, Day day, DemoServer server)
            throws IOException, InterruptedException {
        Path logs = folder.resolve("logs");
        try (DemoWatcher watcher = DemoWatcher.start(checkout, server.grpcPort(), logs)) {
            Thread middle = reconnecting(watcher);
            DayResult result =
                    SimulateCommand.play(
                            day, server.everyDialect(), rate, folder.resolve("answers.jsonl"));
            middle.join();
            watched = watcher.verdict(database.endpoint(DATABASE));
            server.saveMetrics(logs.resolve("metrics.txt"));
            return result;
        }
    }

    /** Kills the watcher in the middle of the day. */
    private Thread reconnecting(DemoWatcher watcher) {
        long middleMillis = rate == 0 ? 2_000 : 500L * messages / rate;
        return Thread.ofPlatform()
                .name("reconnecting")
                .start(
                        () -> {
                            try {
                                Thread.sleep(middleMillis);
                                watcher.reconnect();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private void say(String line, Object... values) {
        out.printf(Locale.ROOT, line + "%n", values);
    }
}
