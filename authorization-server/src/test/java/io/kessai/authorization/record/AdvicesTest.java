package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Reason;
import io.kessai.domain.PanToken;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stand-in decided is kept as the report needs it, beyond the funds too. */
@Tag("database")
class AdvicesTest {

    private static final String ADVICES =
            """
            select concat_ws(' ', d.reported, d.taken, d.available, d.currency,
                case when d.original_id is null then 'new'
                     when d.original_id = j.authorization_id then 'original'
                     else 'completed' end, d.original_level)
            from advices d
            join journal j using (message_key, transmitted_on)
            order by j.received_at, j.mti""";

    private final RecordKit kit = RecordKit.fast();
    private final Recorder recorder = kit.recorder(RecordKit.oneLane());

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void anAdviceIsKeptWithWhatItTookAndLeft() {
        RecordKit.Card card = kit.card(1_000);
        Sent beyond = Sent.purchase(card.token(), 1_500).withMti("0120");
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, beyond).reason());
        assertEquals(1_500, kit.held(card));
        kit.ask(recorder, beyond.withMti("0121"));
        kit.ask(recorder, beyond.advice(1_200));
        assertEquals(
                List.of("approved 1500 -500 392 new 0", "approved -300 -200 392 original 2"),
                kit.column(ADVICES));
        kit.assertLedgerAgrees();
    }

    @Test
    void aCompletionIsOfTheAuthorizationThatItEnds() {
        RecordKit.Card card = kit.card(1_000);
        Sent hold = Sent.purchase(card.token(), 400);
        kit.ask(recorder, hold);
        kit.ask(recorder, hold.advice(700).withMti("0220"));
        assertEquals(List.of("approved 300 300 392 completed 2"), kit.column(ADVICES));
        kit.assertLedgerAgrees();
    }

    @Test
    void ofAnUnknownCardNothingIsTaken() {
        kit.ask(recorder, Sent.purchase(new PanToken(1, 1), 5).withMti("0120"));
        assertEquals(List.of("approved 0 0 0 new 0"), kit.column(ADVICES));
    }

    @Test
    void theDateIsThatOfArrivalInTheProgrammesZone() {
        RecordKit.Card card = kit.card(1_000);
        kit.ask(recorder, Sent.purchase(card.token(), 5).withMti("0120"));
        assertEquals(
                LocalDate.ofInstant(Instant.now(), RecordKit.TOKYO).toString(),
                kit.text("select business_date from advices"));
    }

    @Test
    void requestsAndReversalsAreNoAdvices() {
        RecordKit.Card card = kit.card(1_000);
        Sent purchase = Sent.purchase(card.token(), 5);
        kit.ask(recorder, purchase);
        kit.ask(recorder, purchase.reversal().withMti("0420"));
        assertEquals(List.of(), kit.column(ADVICES));
    }
}
