package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.local.TestSeed;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.CalledLine;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayPlayer;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.LinkAddress;
import io.kessai.local.run.CardSeed;
import io.kessai.local.run.SpecialCards;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day over a link that the server dials: signed on, played to the last unit, signed off. */
@Tag("database")
@Timeout(120)
class DialledDayTest {
    private static final int MESSAGES = 1_500;
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso93-binary", "mastercard-cis"})
    void aDialledLinkCarriesADayAndEndsSignedOff(String name) throws Exception {
        Dialect dialect = Dialect.builtIn(name).orElseThrow();
        Fleet fleet = new Fleet(400, 2, 1_000_000, "392");
        Day day = Day.generate(TestSeed.current(), MESSAGES, fleet, Instant.now());
        PanVault vault = new PanVault(VaultKeys.development());
        DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
        new CardSeed(database, vault, _ -> {}).write(fleet);
        SpecialCards.prepare(day, database, vault);
        try (CalledLine called = CalledLine.open();
                AnswerLog log = AnswerLog.create(folder.resolve("answers.jsonl"))) {
            LinkAddress address =
                    new LinkAddress(
                            "dialled",
                            "default",
                            "",
                            0,
                            dialect,
                            FrameFormat.parse("2-byte").orElseThrow(),
                            Optional.of(called));
            InProcessServer server =
                    InProcessServer.dialling(database, vault, dialect, called.port());
            DayResult result =
                    DayPlayer.play(
                            day,
                            new DayPlayer.Settings(List.of(address), 0, ANSWER_WAIT, log, _ -> {}));
            assertEquals(List.of(), result.firstComplaints(), "seed " + day.seed());
            assertTrue(result.accountsCompared() > 50, "accounts compared");
            assertTrue(called.seesSignOff(address, server::close), "signed on again, then off");
        }
    }
}
