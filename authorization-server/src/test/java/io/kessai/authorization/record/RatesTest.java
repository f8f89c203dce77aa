package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Reason;
import io.kessai.policy.HoldPolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lane converts at the rate that counts when a message arrives, and keeps it. */
@Tag("database")
class RatesTest {
    private static final int USD = 840;
    private static final int EUR = 978;

    private final RecordKit kit = RecordKit.fast();
    private final Transactions lane = RecordKit.transactions(HoldPolicyFile.shipped());
    private LaneConnection session;

    @BeforeEach
    void open() throws Exception {
        session = LaneConnection.open(kit.endpoint(), RecordKit.PATIENT);
    }

    @AfterEach
    void close() {
        session.close();
        kit.close();
    }

    @Test
    void theNewestRateThatHasBegunCountsAndIsKeptWithTheMarkupOfTheProduct() throws Exception {
        rate("140", "3 days", "2 days");
        rate("155.25", "1 hour", "-3 days");
        rate("999", "-1 hour", "-4 days");
        markup("standard", 900, "2 hours");
        markup("standard", 250, "1 hour");
        markup("standard", 9000, "-1 hour");
        markup("gold", 700, "1 hour");
        RecordKit.Card card = kit.card(100_000);
        assertEquals(
                Reason.APPROVED,
                decided(Abroad.submission(USD, Sent.purchase(card.token(), 1_000))));
        assertEquals(1_591, kit.held(card));
        assertEquals("155.25 250", kept(card));
    }

    @Test
    void aRateThatHasEndedOrOfAnotherPairDoesNotCount() throws Exception {
        rate("155.25", "5 days", "1 day");
        RecordKit.Card card = kit.card(100_000);
        assertEquals(
                Reason.CURRENCY_NOT_SUPPORTED,
                decided(Abroad.submission(USD, Sent.purchase(card.token(), 1_000))));
        assertEquals(
                Reason.CURRENCY_NOT_SUPPORTED,
                decided(Abroad.submission(EUR, Sent.purchase(card.token(), 1_000))));
        assertEquals(0, kit.held(card));
    }

    @Test
    void withoutARateTheRowHasNone() throws Exception {
        RecordKit.Card card = kit.card(100_000);
        assertEquals(
                Reason.APPROVED,
                decided(Abroad.submission(392, Sent.purchase(card.token(), 1_000))));
        assertEquals("null null", kept(card));
    }

    @Test
    void oneBatchTakesEachMessagesOwnRate() throws Exception {
        rate("150", "1 hour", "-3 days");
        kit.column(
                "insert into rates (valid_from, valid_until, from_currency, to_currency, rate, source,"
                        + " loaded_by) select now() - interval '1 hour', now() + interval '3 days',"
                        + " 978, 392, 160.5, '', session_user");
        RecordKit.Card one = kit.card(100_000);
        RecordKit.Card other = kit.card(100_000);
        lane.record(
                session,
                lane.decide(
                        session,
                        List.of(
                                Abroad.submission(USD, Sent.purchase(one.token(), 1_000)),
                                Abroad.submission(EUR, Sent.purchase(other.token(), 1_001)),
                                Abroad.submission(392, Sent.purchase(other.token(), 7)))));
        assertEquals(1_500, kit.held(one));
        assertEquals(1_607 + 7, kit.held(other));
    }

    @Test
    void whatTheJournalKeptIsDecidedAlike() throws Exception {
        rate("155.25", "1 hour", "-3 days");
        RecordKit.Card card = kit.card(100_000);
        decided(Abroad.submission(USD, Sent.purchase(card.token(), 1_000)));
        kit.column("delete from rates");
        StoreEndpoint server = kit.endpoint();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        List<String> database =
                List.of(
                        "--db-url",
                        server.url(),
                        "--user",
                        server.user(),
                        "--password",
                        server.password());
        assertEquals(
                0,
                JournalReplay.run(database, Map.of(), out, out),
                () -> told.toString(StandardCharsets.UTF_8));
    }

    private Reason decided(Submission submission) throws Exception {
        Batch batch = lane.decide(session, List.of(submission));
        lane.record(session, batch);
        return batch.entries().getFirst().decision().answer().reason();
    }

    private String kept(RecordKit.Card card) {
        return kit.text(
                "select coalesce(rate::text, 'null') || ' ' || coalesce(markup_basis_points::text,"
                        + " 'null') from authorizations where card_id = "
                        + card.id());
    }

    /** Of one dollar in yen, between two ages. */
    private void rate(String decimal, String from, String until) {
        kit.column(
                """
                insert into rates (valid_from, valid_until, from_currency, to_currency, rate, source,
                    loaded_by)
                select now() - interval '%s', now() - interval '%s', 840, 392, %s, '', session_user"""
                        .formatted(from, until, decimal));
    }

    private void markup(String product, int basisPoints, String from) {
        kit.column(
                """
                insert into markups (valid_from, basis_points, product, loaded_by)
                select now() - interval '%s', %d, '%s', session_user"""
                        .formatted(from, basisPoints, product));
    }
}
