package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kessai.local.TestSeed;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayPlayer;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.RecordedDay;
import io.kessai.local.network.Replay;
import io.kessai.local.network.Rule;
import io.kessai.local.network.Rules;
import io.kessai.local.run.CardSeed;
import io.kessai.local.run.SpecialCards;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What this server answers in a day depends on every rule of the network's books: without any one
 * of them they find fault with the day as it was really played.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("database")
@Tag("slow")
class MutatedBooksOnARealDayTest {
    private static final int MESSAGES = 5_000;
    private static final int CONNECTIONS = 1;
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);

    private final long seed = TestSeed.current();
    private final Day day =
            Day.generate(seed, MESSAGES, new Fleet(400, 2, 1_000_000, "392"), Instant.now());
    private RecordedDay recorded;

    @BeforeAll
    void play(@TempDir Path folder) throws Exception {
        PanVault vault = new PanVault(VaultKeys.development());
        DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
        new CardSeed(database, vault, _ -> {}).write(day.fleet());
        SpecialCards.prepare(day, database, vault);
        try (InProcessServer server = InProcessServer.ofEveryDialect(database, vault);
                AnswerLog log = AnswerLog.create(folder.resolve("answers.jsonl"))) {
            recorded =
                    DayPlayer.record(
                            day,
                            new DayPlayer.Settings(
                                    server.addresses(CONNECTIONS), 0, ANSWER_WAIT, log, _ -> {}));
        }
    }

    @Test
    void booksWithAllRulesFindNoFault() {
        assertEquals(List.of(), recorded.result().firstComplaints(), "seed " + seed);
        assertEquals(List.of(), complaints(Rules.ALL), "seed " + seed);
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void booksWithoutOneRuleFindFault(Rule rule) {
        assertFalse(
                complaints(Rules.without(rule)).isEmpty(),
                () -> "seed " + seed + " tests nothing of " + rule);
    }

    private List<String> complaints(Rules rules) {
        return Replay.complaints(day, recorded.answers(), recorded.balances(), rules);
    }
}
