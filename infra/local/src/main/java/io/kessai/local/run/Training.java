package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayPlayer;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes the AOT caches of both programs: a short day and its night are played on a fresh system
 * while the JVMs record which classes they load and, of methods that run often, with what they are
 * called; the caches are made of that. What a program does not meet here it loads and compiles as
 * it would without a cache.
 */
final class Training {
    /** Enough for the methods of the hot path to be as often called as the compiler asks. */
    static final int MESSAGES = 20_000;

    private static final String DATABASE = "kessai";
    private static final Fleet FLEET = new Fleet(400, 2, 1_000_000, "392");
    private static final long SEED = 1;
    private static final int UNHURRIED = 0;
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(30);

    private final Checkout checkout;
    private final int messages;
    private final Path folder;

    private Training(Checkout checkout, int messages, Path folder) {
        this.checkout = checkout;
        this.messages = messages;
        this.folder = folder;
    }

    /** Whether both programs have caches that they can use. */
    static boolean isDone(Checkout checkout) throws IOException, InterruptedException {
        return new PackagedProgram(checkout.serverJar()).isTrained()
                && new PackagedProgram(checkout.clearingJar()).isTrained();
    }

    /**
     * Trains both programs. Caches that were there before are gone from the start.
     *
     * @param messages of the day
     * @return the caches, the server's first
     */
    static List<Path> run(Checkout checkout, int messages)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kessai-training");
        return new Training(checkout, messages, folder).run();
    }

    private List<Path> run() throws IOException, InterruptedException {
        PackagedProgram server = new PackagedProgram(checkout.serverJar());
        PackagedProgram clearing = new PackagedProgram(checkout.clearingJar());
        Files.deleteIfExists(server.cache());
        Files.deleteIfExists(clearing.cache());
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.FAST)) {
            LocalSchema.prepare(database, DATABASE);
            DatabaseEndpoint endpoint = database.endpoint(DATABASE);
            Day day = Day.generate(SEED, messages, FLEET, Instant.now());
            new CardSeed(endpoint, LocalVault.open(), rows -> {}).write(FLEET);
            SpecialCards.prepare(day, endpoint, LocalVault.open());
            night(endpoint, day, day(endpoint, day));
        }
        assemble(server, recorded("server"));
        assemble(clearing, recorded("clearing"));
        return List.of(server.cache(), clearing.cache());
    }

    private DayResult day(DatabaseEndpoint database, Day day)
            throws IOException, InterruptedException {
        try (DemoServer server =
                        DemoServer.recording(checkout, database, folder, recorded("server"));
                AnswerLog answers = AnswerLog.create(folder.resolve("answers.jsonl"))) {
            DayResult result =
                    DayPlayer.play(
                            day,
                            new DayPlayer.Settings(
                                    server.everyDialect(),
                                    UNHURRIED,
                                    ANSWER_WAIT,
                                    answers,
                                    sent -> {}));
            server.metrics();
            return result;
        }
    }

    private void night(DatabaseEndpoint database, Day day, DayResult result)
            throws IOException, InterruptedException {
        try (PrintStream log =
                new PrintStream(Files.newOutputStream(folder.resolve("night.log")))) {
            var night = ClearingDelivery.clearing(day, result).nights().getFirst();
            new ClearingDelivery(folder.resolve("inbox"), log).deliver(night);
            ExitCode code =
                    new ClearingProgram(checkout.clearingJar())
                            .with(PackagedProgram.recording(recorded("clearing")))
                            .run(
                                    List.of("nightly", "--date", night.businessDate().toString()),
                                    ClearingCommand.environment(database, folder),
                                    log);
            if (code != ExitCode.DONE) {
                throw new OperatingFailure(
                        code, "the night failed: " + folder.resolve("night.log"));
            }
        }
    }

    private Path recorded(String program) {
        return folder.resolve(program + ".aotconf");
    }

    /** Makes the cache under another name first: a start finds a whole one or none. */
    private void assemble(PackagedProgram program, Path recorded)
            throws IOException, InterruptedException {
        Path fresh = program.cache().resolveSibling("app.aot.new");
        Path log = folder.resolve(recorded.getFileName() + ".log");
        Process process =
                new ProcessBuilder(program.command(PackagedProgram.assembling(recorded, fresh)))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (process.waitFor() != 0 || !Files.isRegularFile(fresh)) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "cannot make %s: %s".formatted(program.cache(), log));
        }
        Files.move(fresh, program.cache(), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(recorded);
        if (!program.isTrained()) {
            throw new OperatingFailure(
                    ExitCode.REFUSED, "made, but cannot be used: " + program.cache());
        }
    }
}
