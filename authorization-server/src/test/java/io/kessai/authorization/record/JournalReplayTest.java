package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.HoldPolicy;
import io.kessai.domain.PanToken;
import io.kessai.policy.HoldPolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The journal alone is enough to decide again, and shows any row that was tampered with. */
@Tag("database")
class JournalReplayTest {

    private final RecordKit kit = RecordKit.fast();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void everyKindOfDecisionIsReplayedToTheByte() {
        int decisions = decideSome();
        assertEquals(0, replay(), () -> err.toString(StandardCharsets.UTF_8));
        String line = out.toString(StandardCharsets.UTF_8);
        assertTrue(
                line.matches(
                        "replayed %d decisions, 0 differences, bytes per message: [1-9]\\d*\\n"
                                .formatted(decisions)),
                line);
    }

    @Test
    void aChangedOutcomeOrDamagedInputIsNamed() {
        decideSome();
        kit.column(
                "update journal set outcome = outcome || '\\x00'"
                        + " where message_key = (select min(message_key) from journal)");
        kit.column(
                "update journal set input = substring(input for 20)"
                        + " where message_key = (select max(message_key) from journal)");
        assertEquals(4, replay());
        String named = err.toString(StandardCharsets.UTF_8);
        assertTrue(named.contains("decided otherwise") && named.contains("not readable"), named);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains(" 2 differences"));
    }

    @Test
    void aDecisionIsReplayedByTheHoldPolicyThatMadeIt() throws SQLException {
        HoldPolicy mine =
                HoldPolicyFile.policy("mine", "version 7\nall | * | * | * | * | * | 3 | asked");
        RecordKit.Card card = kit.card(1_000);
        kit.ask(kit.recorder(RecordKit.PATIENT, mine), Sent.purchase(card.token(), 10));
        assertEquals(4, replay(), "nobody knows its rules");
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("hold policy 7 unknown"));
        StoreEndpoint server = kit.endpoint();
        try (Connection connection =
                DriverManager.getConnection(server.url(), server.user(), server.password())) {
            assertTrue(HoldPolicyTable.keep(connection, mine));
        }
        assertEquals(0, replay(), () -> err.toString(StandardCharsets.UTF_8));
        kit.column("update journal set policy_version = 2");
        assertEquals(4, replay(), "others decide otherwise");
    }

    @Test
    void wrongUsageAndADatabaseThatIsNotThereHaveCodesOfTheirOwn() {
        assertEquals(2, run(List.of("--database", "x")));
        assertEquals(2, run(List.of()));
        assertEquals(3, run(List.of("--db-url", "jdbc:postgresql://127.0.0.1:1/x")));
    }

    private int decideSome() {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        RecordKit.Card card = kit.card(1_000);
        Sent purchase = Sent.purchase(card.token(), 800);
        Sent early = Sent.purchase(card.token(), 10);
        List<Sent> messages = new ArrayList<>();
        messages.add(purchase);
        messages.add(Sent.purchase(card.token(), 900).takingPartialApproval());
        messages.add(Sent.purchase(card.token(), 900));
        messages.add(purchase.advice(500));
        messages.add(purchase.reversalTo(100));
        messages.add(purchase.reversal().withMti("0420"));
        messages.add(early.reversalTo(5));
        messages.add(early);
        messages.add(Sent.purchase(card.token(), 0));
        messages.add(Sent.purchase(new PanToken(5, 5), 10));
        messages.add(Sent.purchase(card.token(), 10).withMti("0302"));
        messages.add(Sent.purchase(PanToken.NONE, 0).withMti("0800"));
        messages.forEach(message -> kit.ask(recorder, message));
        return messages.size();
    }

    private int replay() {
        StoreEndpoint server = kit.endpoint();
        return run(
                List.of(
                        "--db-url",
                        server.url(),
                        "--user",
                        server.user(),
                        "--password",
                        server.password()));
    }

    private int run(List<String> arguments) {
        return JournalReplay.run(
                arguments,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
