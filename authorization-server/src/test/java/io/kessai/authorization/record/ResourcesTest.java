package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The database lacks something for one lane: only that lane's messages pay for it. */
@Tag("database")
class ResourcesTest {

    private final RecordKit kit = RecordKit.fast();

    @AfterEach
    void close() {
        kit.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "58030"})
    void whatOneLaneLacksIsAnswered91ThereAndNowhereElse(String sqlState) {
        Recorder recorder = kit.recorder(RecordKit.PATIENT);
        RecordKit.Card poor = kit.card(1_000);
        RecordKit.Card rich = kit.card(1_000);
        refuse("journal", "new.pan_token = '\\x%s'".formatted(poor.token()), sqlState);
        Sent purchase = Sent.purchase(poor.token(), 100);

        assertEquals(Reason.STORE_UNAVAILABLE, kit.ask(recorder, purchase).reason());
        Sent other = Sent.purchase(rich.token(), 100);
        assertEquals(Reason.APPROVED, kit.ask(recorder, other).reason());
        assertEquals(List.of(sqlState), kit.witness().lacks());
        assertEquals(List.of(), kit.witness().storeTurns());

        kit.column("drop trigger refuse on journal");
        assertEquals(Reason.APPROVED, kit.ask(recorder, purchase.withMti("0101")).reason());
        assertEquals(100, kit.held(poor));
        kit.assertBooksAgree();
    }

    @Test
    void aLaneThatGetsNoConnectionIsNoLostDatabase() {
        List<RecordKit.Card> cards = List.of(kit.card(1_000), kit.card(1_000));
        String database = kit.text("select current_database()");
        kit.column("alter database %s connection limit 1".formatted(database));
        Recorder recorder = kit.recorder(RecordKit.PATIENT);

        assertEquals(
                Set.of(Reason.APPROVED, Reason.STORE_UNAVAILABLE),
                Set.of(reason(recorder, cards.get(0)), reason(recorder, cards.get(1))));
        assertTrue(kit.witness().lacks().contains("53300"), kit.witness().lacks()::toString);
        assertEquals(List.of(), kit.witness().storeTurns());

        kit.column("alter database %s connection limit -1".formatted(database));
        assertEquals(Reason.APPROVED, reason(recorder, cards.get(0)));
        assertEquals(Reason.APPROVED, reason(recorder, cards.get(1)));
    }

    @Test
    void anUndoThatLacksResourcesIsTriedAgain() throws Exception {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        RecordKit.Card card = kit.card(1_000);
        Sent purchase = Sent.purchase(card.token(), 100);
        Answer approval = kit.ask(recorder, purchase);
        refuse("journal_events", "true", "53100");
        recorder.undelivered(purchase.request(), approval);
        while (kit.witness().lacks().size() < 2) {
            Thread.sleep(20);
        }
        kit.column("drop trigger refuse on journal_events");
        while (kit.held(card) != 0) {
            Thread.sleep(20);
        }
        assertEquals(List.of(), kit.witness().failedTakeBacks());
        kit.assertBooksAgree();
    }

    @ParameterizedTest(name = "{0}: connection lost {1}, resources lacking {2}")
    @CsvSource({
        "08006, true, false",
        "08001, true, false",
        "57P01, true, false",
        "57P02, true, false",
        "57P03, true, false",
        "25P03, true, false",
        "25006, true, false",
        "'', true, false",
        "53000, false, true",
        "53100, false, true",
        "53300, false, true",
        "58000, false, true",
        "58030, false, true",
        "57014, false, false",
        "55P03, false, false",
        "40P01, false, false",
        "23514, false, false",
        "XX000, false, false",
    })
    void everyStateMeansOneThing(String state, boolean losesConnection, boolean lacksResources) {
        SQLException failure = new SQLException("as if", state);
        assertEquals(losesConnection, SqlFailure.losesConnection(failure));
        assertEquals(lacksResources, SqlFailure.lacksResources(failure));
    }

    private Reason reason(Recorder recorder, RecordKit.Card card) {
        return kit.ask(recorder, Sent.purchase(card.token(), 100)).reason();
    }

    /** From now on the table refuses rows of which the condition is true. */
    private void refuse(String table, String condition, String sqlState) {
        kit.column(
                """
                create function refuse() returns trigger language plpgsql as
                $$begin raise exception 'as if' using errcode = '%s'; end$$"""
                        .formatted(sqlState));
        kit.column(
                "create trigger refuse before insert on %s for each row when (%s) execute function refuse()"
                        .formatted(table, condition));
    }
}
