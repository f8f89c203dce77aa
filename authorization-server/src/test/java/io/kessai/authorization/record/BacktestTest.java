package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other controls would have changed is told from the journal alone. */
@Tag("database")
class BacktestTest {

    @TempDir private Path folder;

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(100_000);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void whatWasRecordedIsDecidedAgainBitForBit() {
        decideWithControls();
        assertEquals(0, backtest(), this::told);
        assertTrue(out().startsWith("9 decisions from "), out());
        assertTrue(
                out().contains(", 9 replayed, 0 differences\nsame answer                9\n"),
                out());
        kit.column(
                "update journal set outcome = outcome || '\\x00'"
                        + " where message_key = (select min(message_key) from journal)");
        kit.column(
                "update journal set input = substring(input for 20)"
                        + " where message_key = (select max(message_key) from journal)");
        assertEquals(4, backtest());
        assertTrue(told().contains("decided otherwise") && told().contains("not readable"), told());
        assertTrue(out().contains("9 replayed, 2 differences"), out());
    }

    @Test
    void enforcedAndShadowControlsReplayFromTheJournal() {
        decideWithControls();
        StoreEndpoint server = kit.endpoint();
        assertEquals(
                0,
                JournalReplay.run(database(server), Map.of(), stream(out), stream(err)),
                this::told);
        assertTrue(out().startsWith("replayed 9 decisions, 0 differences"), out());
    }

    @Test
    void aLimitTellsWhatItWouldHaveDeclined() throws IOException {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent first = purchase(600);
        ask(recorder, first);
        ask(recorder, purchase(500));
        ask(recorder, purchase(400));
        ask(recorder, first.reversal());
        ask(recorder, purchase(601));
        ask(recorder, purchase(600));
        Path csv = folder.resolve("changes.csv");
        assertEquals(
                0,
                backtest(
                        "card %d:%n limit amount day 1000%n".formatted(card.id()),
                        "--csv",
                        csv.toString()),
                this::told);
        assertTrue(out().contains("newly declined             2  JPY 1,101\n"), out());
        assertTrue(
                out().contains(
                                "by reason\n  newly declined             2  JPY 1,101"
                                        + "  LIMIT_AMOUNT instead of APPROVED\n"),
                out());
        assertTrue(
                out().contains(
                                "by rule\n  newly declined             2  JPY 1,101  card %d: limit amount day 1000\n"
                                        .formatted(card.id())),
                out());
        List<String> lines = Files.readAllLines(csv);
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(
                lines.get(1)
                        .endsWith(
                                ",newly_declined,500,JPY,APPROVED,LIMIT_AMOUNT,card %d,limit amount day 1000"
                                        .formatted(card.id())),
                lines::toString);
    }

    @Test
    void aSectionWithoutRulesLiftsWhatWasRecorded() throws IOException {
        kit.control("card", card.id(), "enforced", "limit transaction 100");
        kit.control("product", "standard", "enforced", "deny merchant X");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent refused = purchase(101);
        assertEquals(Reason.LIMIT_PER_TRANSACTION, ask(recorder, refused));
        assertEquals(Reason.MERCHANT_NOT_ALLOWED, ask(recorder, purchase(1).withMerchant("X")));
        ask(recorder, refused.reversalTo(50));
        assertEquals(0, backtest("card %d:%n".formatted(card.id())), this::told);
        assertTrue(out().contains("newly approved             1  JPY 101\n"), out());
        assertTrue(out().contains("controls:1: limit transaction 100"), out());
        assertTrue(out().contains("same answer                2  1 with another effect"), out());
    }

    @Test
    void whatFollowsFromANewlyDeclinedOneFollows() throws IOException {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent first = purchase(600);
        ask(recorder, first);
        ask(recorder, first.increment(10));
        ask(recorder, first.reversal());
        assertEquals(
                0,
                backtest(
                        "account %d:%n limit transaction 500%n".formatted(card.accountId()),
                        "--output",
                        "json"),
                this::told);
        assertTrue(
                out().contains("\"newly_declined\":{\"messages\":2,\"amounts\":{\"JPY\":610}}"),
                out());
        assertTrue(out().contains("\"reason\":\"ORIGINAL_NOT_FOUND instead of APPROVED\""), out());
        assertTrue(out().contains("\"rule\":\"what became of an earlier message\""), out());
        assertTrue(out().contains("\"same_with_other_effect\":1"), out());
    }

    @Test
    void anApprovalTakenBackNoLongerCounts() throws IOException {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent late = purchase(600);
        ask(recorder, late);
        ask(recorder, purchase(500));
        recorder.rejected(late.request().key(), late.card());
        kit.ask(recorder, purchase(501));
        kit.ask(recorder, purchase(1_000));
        assertEquals(
                0, backtest("card %d:%n limit amount day 1000%n".formatted(card.id())), this::told);
        assertTrue(out().contains("newly declined             2  JPY 1,500\n"), out());
    }

    @Test
    void whatCountedBeforeTheFirstDayCounts() throws IOException {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent yesterdays = purchase(600);
        ask(recorder, yesterdays);
        kit.column("update authorizations set decided_at = decided_at - interval '40 hours'");
        kit.column("update journal set received_at = received_at - interval '40 hours'");
        ask(recorder, purchase(500));
        String today = LocalDate.now(RecordKit.TOKYO).toString();
        String lifetime = "card %d:%n limit amount lifetime 1000%n".formatted(card.id());
        assertEquals(0, backtest(lifetime, "--to", today), this::told);
        String rolling = "card %d:%n limit amount rolling 48h 1000%n".formatted(card.id());
        for (String rules : List.of(lifetime, rolling)) {
            out.reset();
            kit.column("delete from journal where received_at < now() - interval '39 hours'");
            assertEquals(0, backtest(rules, "--from", today), this::told);
            assertTrue(out().contains("newly declined             1  JPY 500\n"), out());
        }
        out.reset();
        assertEquals(0, backtest(rolling.replace("48h", "24h"), "--from", today), this::told);
        assertTrue(out().contains("newly declined             0\n"), out());
    }

    @Test
    void shadowSaysWhatABacktestSays() throws IOException {
        String rules = "limit transaction 500\ndeny merchant X\n";
        kit.control("account", card.accountId(), "shadow", rules);
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        for (long amount : List.of(499, 500, 501, 2_000, 1)) {
            ask(recorder, purchase(amount));
            ask(recorder, purchase(amount).withMerchant("X"));
        }
        Path csv = folder.resolve("changes.csv");
        assertEquals(
                0,
                backtest(
                        "account %d:%n%s".formatted(card.accountId(), rules),
                        "--csv",
                        csv.toString()),
                this::told);
        List<String> changes = new ArrayList<>();
        for (String line : Files.readAllLines(csv).stream().skip(1).toList()) {
            changes.add(line.split(",")[0] + " " + line.split(",")[9]);
        }
        assertEquals(7, changes.size());
        assertEquals(
                kit.column(
                        "select message_key || ' ' || reason from journal_events"
                                + " where kind = 'shadow' order by 1"),
                changes.stream().sorted().toList());
    }

    @Test
    void decisionsByOtherRulesAreCountedAlone() throws IOException {
        ask(kit.recorder(RecordKit.oneLane()), purchase(1));
        // The first byte is the version of the rules, zigzag.
        kit.column("update journal set input = set_byte(input, 0, 4)");
        assertEquals(0, backtest("card 1:\n limit transaction 0\n"), this::told);
        assertTrue(out().contains("1 decisions"), out());
        assertTrue(out().contains("not replayed: 1 decisions by other rules\n"), out());
    }

    @Test
    void errorsHaveCodesOfTheirOwn() throws IOException {
        assertEquals(2, run(List.of("--from", "yesterday")));
        assertEquals(2, run(List.of()));
        assertEquals(2, run(List.of("--output", "xml")));
        assertEquals(3, run(List.of("--db-url", "jdbc:postgresql://127.0.0.1:1/x")));
        assertEquals(1, backtest("--controls", folder.resolve("none").toString()));
        assertTrue(told().contains("cannot read controls"), told());
        assertEquals(1, backtest("card 1:\nlimit it\n"));
        assertTrue(told().contains("controls, line 2: a limit"), told());
        assertEquals(1, backtest("--csv", folder.resolve("no/where").toString()));
        assertEquals(0, backtest(), this::told);
        assertTrue(out().contains("0 decisions, 0 replayed, 0 differences"), out());
    }

    private void decideWithControls() {
        kit.control(
                "card", card.id(), "enforced", "limit amount day 1000\nlimit count rolling 24h 5");
        kit.control("account", card.accountId(), "enforced", "deny merchant X");
        kit.control("product", "standard", "shadow", "limit amount month 700");
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent first = purchase(600);
        assertEquals(Reason.APPROVED, ask(recorder, first));
        assertEquals(Reason.LIMIT_AMOUNT, ask(recorder, purchase(401)));
        assertEquals(Reason.APPROVED, ask(recorder, purchase(400)));
        ask(recorder, first.reversalTo(100));
        assertEquals(Reason.MERCHANT_NOT_ALLOWED, ask(recorder, purchase(1).withMerchant("X")));
        for (int i = 0; i < 3; i++) {
            assertEquals(Reason.APPROVED, ask(recorder, purchase(10)));
        }
        assertEquals(Reason.LIMIT_COUNT, ask(recorder, purchase(1)));
    }

    private Sent purchase(long amount) {
        return Sent.purchase(card.token(), amount);
    }

    private Reason ask(Recorder recorder, Sent message) {
        return kit.ask(recorder, message).reason();
    }

    /** With controls, where the first is no option. */
    private int backtest(String... options) {
        List<String> arguments = new ArrayList<>(database(kit.endpoint()));
        List<String> more = new ArrayList<>(List.of(options));
        if (!more.isEmpty() && !more.getFirst().startsWith("--")) {
            Path file = folder.resolve("controls");
            try {
                Files.writeString(file, more.removeFirst());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            arguments.addAll(List.of("--controls", file.toString()));
        }
        arguments.addAll(more);
        return run(arguments);
    }

    private static List<String> database(StoreEndpoint server) {
        return List.of(
                "--db-url", server.url(), "--user", server.user(), "--password", server.password());
    }

    private int run(List<String> arguments) {
        out.reset();
        err.reset();
        return Backtest.run(arguments, Map.of(), stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
