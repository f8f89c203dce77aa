package io.kessai.authorization.kill;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.TestSeed;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayPlayer;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.ClearingDay;
import io.kessai.local.network.clearing.ClearingNight;
import io.kessai.local.run.BulkNight;
import io.kessai.local.run.CardSeed;
import io.kessai.local.run.Checkout;
import io.kessai.local.run.DemoServer;
import io.kessai.local.run.SpecialCards;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A database after a day of traffic that the packaged server has authorized, as many copies of it
 * as a test wants, and the nights of files that the networks deliver for that day. Which day and
 * everything random beside it comes from the seed of the test run; when the day begins does not.
 */
final class NightSystem implements AutoCloseable {
    static final Fleet FLEET = new Fleet(400, 2, 1_000_000, "392");
    private static final String EVENING = "evening";
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(15);
    private static final int RATE_PER_SECOND = 800;
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private final SplittableRandom random = new SplittableRandom(TestSeed.current());
    private final Path folder;
    private final List<String> javaOptions;
    private final EmbeddedDatabase database;
    private final DatabaseEndpoint evening;

    /**
     * @param settings of the database
     * @param javaOptions of the nights' processes
     */
    private NightSystem(Path folder, List<String> settings, List<String> javaOptions) {
        this.folder = folder;
        this.javaOptions = javaOptions;
        this.database = EmbeddedDatabase.temporary(Durability.FAST, settings);
        this.evening = database.endpoint(EVENING);
        LocalSchema.prepare(database, EVENING);
    }

    /** A database with the fleet's cards that nobody has used yet. */
    static NightSystem unused(Path folder, Fleet fleet) throws InterruptedException {
        return seeded(new NightSystem(folder, List.of(), QUICK_START), fleet);
    }

    /** The same for files of a million records: memory and a compiler for minutes of work. */
    static NightSystem large(Path folder, Fleet fleet) throws InterruptedException {
        return seeded(new NightSystem(folder, BulkNight.DATABASE_SETTINGS, List.of()), fleet);
    }

    private static NightSystem seeded(NightSystem system, Fleet fleet) throws InterruptedException {
        System.out.println(
                "kessai.test.seed " + TestSeed.current() + ", files in " + system.folder);
        new CardSeed(system.evening, vault(), _ -> {}).write(fleet);
        return system;
    }

    /** What the networks deliver after a day of so many messages, played now. */
    List<ClearingNight> play(int messages) throws IOException, InterruptedException {
        Day day = Day.generate(random.nextLong(), messages, FLEET, Instant.now());
        SpecialCards.prepare(day, evening, vault());
        try (DemoServer server =
                        DemoServer.patient(
                                Checkout.find(), evening, Files.createDirectories(folder));
                AnswerLog log = AnswerLog.create(folder.resolve("answers.jsonl"))) {
            DayResult result =
                    DayPlayer.play(
                            day,
                            new DayPlayer.Settings(
                                    server.links(), RATE_PER_SECOND, ANSWER_WAIT, log, _ -> {}));
            assertTrue(result.agreed(), () -> String.join("\n", result.firstComplaints()));
            return ClearingDay.generate(
                            day.seed(),
                            day,
                            result.authorizations(),
                            LocalDate.ofInstant(day.start(), ZONE))
                    .nights();
        }
    }

    SplittableRandom random() {
        return random;
    }

    /** The database of the evening itself, which must not be in use when it is copied. */
    DatabaseEndpoint evening() {
        return evening;
    }

    static PanVault vault() {
        return new PanVault(VaultKeys.development());
    }

    /** Another database in the state of the evening, with an inbox, an archive and reports. */
    NightCopy copy(String name) throws IOException, SQLException {
        try (Connection connection =
                        database.superuserEndpoint("postgres").connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, EVENING));
        }
        return new NightCopy(database.endpoint(name), folder.resolve(name), javaOptions);
    }

    @Override
    public void close() {
        database.close();
    }
}
