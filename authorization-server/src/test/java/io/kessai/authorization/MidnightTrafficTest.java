package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.TestSeed;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayPlayer;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.Request;
import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.run.CardSeed;
import io.kessai.local.run.SpecialCards;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server's clock passes UTC midnight, and New Year, while messages come in on several
 * connections, and copies of the old day's messages come in the new one: nobody notices.
 */
@Timeout(120)
@Tag("database")
@Tag("slow")
class MidnightTrafficTest {
    private static final Fleet FLEET = new Fleet(120, 2, 1_000_000, "392");
    private static final Instant MIDNIGHT = Instant.parse("2027-03-10T00:00:00Z");
    private static final Instant NEW_YEAR = Instant.parse("2028-01-01T00:00:00Z");
    private static final int MESSAGES = 1_600;
    private static final int RATE_PER_SECOND = 400;
    private static final int CONNECTIONS = 2;

    /** How close the times of a day's messages are: DE7 of the last is MESSAGES / 100 s later. */
    private static final int MESSAGES_PER_SECOND = 100;

    /** Midnight comes after half of the messages. */
    private static final Duration BEFORE = Duration.ofSeconds(MESSAGES / 2 / MESSAGES_PER_SECOND);

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final long seed = TestSeed.current();
    private final PanVault vault = new PanVault(VaultKeys.development());
    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();

    @TempDir private Path folder = Path.of("");

    @Test
    void aDayOfTrafficAcrossMidnightIsAnsweredAndHeldAsTheNetworksBooksSay() throws Exception {
        Day day = day(MIDNIGHT);
        try (InProcessServer server = server(MIDNIGHT);
                AnswerLog log = AnswerLog.create(folder.resolve("answers.jsonl"))) {
            assertTrue(server.partitions().ensure());
            DayResult result =
                    DayPlayer.play(
                            day,
                            new DayPlayer.Settings(
                                    server.addresses(CONNECTIONS),
                                    RATE_PER_SECOND,
                                    ANSWER_WAIT,
                                    log,
                                    _ -> {}));
            assertEquals(List.of(), result.firstComplaints(), "seed " + seed);
            assertTrue(result.accountsCompared() > 50, "accounts compared");
            assertTrue(server.partitions().ensure());
        }
        assertJournaledOnce(RetryingNetwork.messagesOf(day), MIDNIGHT);
        assertBooksAgree();
    }

    @Test
    void whatWasSentInTheOldYearIsTheSameMessageInTheNewOne() throws Exception {
        List<Request> messages = RetryingNetwork.messagesOf(day(NEW_YEAR));
        try (InProcessServer server = server(NEW_YEAR);
                AnswerLog log = AnswerLog.create(folder.resolve("answers.jsonl"));
                RetryingNetwork network =
                        new RetryingNetwork(
                                server.addresses(CONNECTIONS), log, ANSWER_WAIT, seed)) {
            assertTrue(server.partitions().ensure());
            network.changeKeys();
            network.send(messages, RATE_PER_SECOND);
            network.awaitQuiet();
            assertEquals(0, network.unansweredSends(), "seed " + seed);
            assertEquals(List.of(), network.repeatEverything(), "seed " + seed);
            assertEquals(List.of(), network.contradictions(), "seed " + seed);
            assertTrue(network.keysChanged() > 1, "keys changed: " + network.keysChanged());
            assertEquals(network.messages(), numbers("select count(*) from journal"));
            assertTrue(server.partitions().ensure());
        }
        assertJournaledOnce(messages, NEW_YEAR);
        assertBooksAgree();
    }

    private Day day(Instant midnight) {
        return Day.generate(seed, MESSAGES, FLEET, midnight.minus(BEFORE));
    }

    /** On a seeded database, with a clock that takes as long to midnight as the traffic does. */
    private InProcessServer server(Instant midnight) throws InterruptedException {
        new CardSeed(database, vault, _ -> {}).write(FLEET);
        SpecialCards.prepare(day(midnight), database, vault);
        return new InProcessServer(database, vault, moving(midnight.minus(BEFORE)));
    }

    /** A clock that starts now and runs as fast as the messages' own times do. */
    private static InstantSource moving(Instant start) {
        long from = System.nanoTime();
        int speed = RATE_PER_SECOND / MESSAGES_PER_SECOND;
        return () -> start.plusNanos((System.nanoTime() - from) * speed);
    }

    /**
     * Every message has one row, in the partition of the date of its DE7; decisions were made on
     * both sides of midnight; and the partitions reach two weeks into the new day.
     */
    private void assertJournaledOnce(List<Request> sent, Instant midnight) throws SQLException {
        LocalDate date = LocalDate.ofInstant(midnight, ZoneOffset.UTC);
        List<String> rows =
                texts(
                        """
                        select substr(message_key, strpos(message_key, '|') + 1) || ' in '
                            || tableoid::regclass
                        from journal""");
        assertEquals(rows.size(), new TreeSet<>(rows).size(), "a key is twice in a partition");
        List<String> missing =
                sent.stream()
                        .map(request -> request.key() + " in journal_" + dateOf(request, date))
                        .distinct()
                        .collect(Collectors.toCollection(ArrayList::new));
        long ofOldDay = missing.stream().filter(row -> !row.endsWith(DATE.format(date))).count();
        assertTrue(ofOldDay > 100 && missing.size() - ofOldDay > 100, "both days have messages");
        missing.removeAll(rows);
        assertEquals(List.of(), missing, "not where it belongs, or not at all");
        assertTrue(
                numbers("select count(*) from journal where received_at < '%s'", midnight) > 100);
        assertTrue(
                numbers("select count(*) from journal where received_at > '%s'", midnight) > 100);
        assertEquals(
                DATE.format(date.plusDays(14)),
                texts(
                                """
                                select max(substr(relname, 9))
                                from pg_class
                                where relname ~ '^journal_[0-9]{8}$'""")
                        .getFirst());
    }

    private static String dateOf(Request request, LocalDate midnight) {
        boolean isNew = request.text(7).startsWith(DATE.format(midnight).substring(4));
        return DATE.format(isNew ? midnight : midnight.minusDays(1));
    }

    /** Balances are what their holds remain at, and holds what their events made of them. */
    private void assertBooksAgree() throws SQLException {
        assertEquals(
                List.of(),
                texts(
                        """
                        select 'account ' || a.id || ' holds ' || a.held || ', its holds '
                            || coalesce(sum(h.remaining), 0)
                        from accounts a left join authorizations h on h.account_id = a.id
                        group by a.id, a.held
                        having a.held <> coalesce(sum(h.remaining), 0)
                        union all
                        select 'authorization ' || a.id || ' differs from its events'
                        from authorizations a left join hold_history e on e.authorization_id = a.id
                        group by a.id
                        having a.remaining <> coalesce(sum(
                            case when e.term in ('authorized', 'incremented', 'raised')
                                then e.amount else -e.amount end), 0)
                        union all
                        select 'authorization ' || a.id || ' without journal row'
                        from authorizations a
                        where not exists (select from journal j
                            where j.message_key = a.message_key
                              and j.transmitted_on = a.transmitted_on
                              and j.authorization_id = a.id)"""));
    }

    private long numbers(String sql, Object... values) throws SQLException {
        return Long.parseLong(texts(sql.formatted(values)).getFirst());
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection =
                        TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
