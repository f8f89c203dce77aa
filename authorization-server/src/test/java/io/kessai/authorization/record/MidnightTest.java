package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The journal's partitions are cut at UTC midnight of DE7, and no message notices. */
@Tag("database")
class MidnightTest {

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(1_000_000);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void oneBatchMayFillTwoPartitions() {
        String yesterday =
                "%02d%02d2359".formatted(day(-1).getMonthValue(), day(-1).getDayOfMonth());
        String start = "%02d%02d0000".formatted(today.getMonthValue(), today.getDayOfMonth());
        Recorder recorder = kit.idle(RecordKit.oneLane(), kit.endpoint());
        List<Sent> traffic = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String second = "%02d".formatted(i % 60);
            traffic.add(Sent.purchase(card.token(), 10).transmitted(yesterday + second));
            traffic.add(Sent.purchase(card.token(), 10).transmitted(start + second));
        }
        var answers = traffic.stream().map(message -> kit.send(recorder, message)).toList();
        recorder.start();
        answers.forEach(answer -> assertEquals(Reason.APPROVED, RecordKit.await(answer).reason()));
        assertEquals(60, rowsIn("journal_" + compact(day(-1))));
        assertEquals(60, rowsIn("journal_" + compact(today)));
        for (int i = 0; i < traffic.size(); i++) {
            Answer repeat = kit.ask(recorder, traffic.get(i).withMti("0101"));
            assertEquals(RecordKit.await(answers.get(i)), repeat);
        }
        Sent acrossMidnight = traffic.get(118).reversal();
        assertEquals(Reason.ACCEPTED, kit.ask(recorder, acrossMidnight).reason());
        assertEquals(1_190, kit.held(card));
        kit.assertBooksAgree();
    }

    @Test
    void absurdDatesAreKeptInTheDefaultPartition() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Sent leap = Sent.purchase(card.token(), 10).transmitted("0229120000");
        Sent far = Sent.purchase(card.token(), 10).transmitted(halfAYearAway());
        Answer first = kit.ask(recorder, leap);
        assertEquals(Reason.APPROVED, first.reason());
        assertEquals(Reason.APPROVED, kit.ask(recorder, far).reason());
        assertEquals(first, kit.ask(recorder, leap.withMti("0101")));
        assertEquals(2, rowsIn("journal_default"));
        kit.assertBooksAgree();
    }

    @Test
    void aCopyOfNewYearsEveIsTheSameMessageInTheNewYear() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        Instant eve = Instant.parse("2030-12-31T23:59:59Z");
        Instant newYear = Instant.parse("2031-01-01T00:00:01Z");
        Sent before = Sent.purchase(card.token(), 10).transmitted("1231235959", eve);
        Sent after = before.transmitted("1231235959", newYear);
        assertEquals(before, after, "one key on both sides");
        Answer first = kit.ask(recorder, before);
        assertEquals(Reason.APPROVED, first.reason());
        assertEquals(first, kit.ask(recorder, after));
        assertEquals(first, kit.ask(recorder, after.withMti("0101")));
        Sent nextEve = before.transmitted("1231235959", Instant.parse("2031-12-31T23:59:59Z"));
        assertEquals(Reason.APPROVED, kit.ask(recorder, nextEve).reason());
        assertEquals(20, kit.held(card), "a year later it is another message");
        assertEquals(2, kit.number("select count(*) from journal"));
        kit.assertBooksAgree();
    }

    private LocalDate day(int fromToday) {
        return today.plusDays(fromToday);
    }

    private String halfAYearAway() {
        LocalDate away = day(180);
        return "%02d%02d120000".formatted(away.getMonthValue(), Math.min(28, away.getDayOfMonth()));
    }

    private static String compact(LocalDate date) {
        return date.toString().replace("-", "");
    }

    private long rowsIn(String table) {
        return kit.number("select count(*) from " + table);
    }
}
