package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DayPlayerTest {
    private static final Fleet FLEET = new Fleet(120, 2, 1_000_000, "392");

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"iso87-ascii, 2-byte", "iso87-binary, 2-byte", "iso87-ascii, 'ascii4,tpdu'"})
    void right_answers_agree_in_every_dialect_and_frame(String dialect, String frame)
            throws Exception {
        DayResult result = play(dialect, frame, answer -> answer);
        assertEquals(List.of(), result.firstComplaints());
        assertTrue(result.accountsCompared() > 50, "accounts compared");
    }

    @Test
    void a_wrong_answer_is_a_complaint_with_its_message() throws Exception {
        AtomicInteger approvals = new AtomicInteger();
        DayResult result =
                play(
                        "iso87-ascii",
                        "2-byte",
                        answer ->
                                answer.map(
                                        right ->
                                                right.responseCode().equals("51")
                                                                && approvals.incrementAndGet() == 1
                                                        ? with(right, 39, "05")
                                                        : right));
        assertEquals(1, result.complaints(), result.firstComplaints()::toString);
        assertTrue(
                result.firstComplaints().getFirst().endsWith("DE39 must be 51, got \"05\""),
                result.firstComplaints()::toString);
    }

    @Test
    void a_missing_answer_is_a_complaint_and_a_line_without_answer() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        DayResult result =
                play(
                        "iso87-binary",
                        "2-byte",
                        answer ->
                                answer.filter(
                                        right ->
                                                !right.responseCode().equals("43")
                                                        || answers.incrementAndGet() > 1));
        assertFalse(result.agreed());
        assertTrue(
                result.firstComplaints().getFirst().endsWith("must be answered 43, was not"),
                result.firstComplaints()::toString);
        assertEquals(
                1,
                AnswerLog.read(folder.resolve("answers.jsonl")).stream()
                        .filter(line -> line.received().isEmpty())
                        .count());
    }

    @Test
    void an_answer_that_does_not_give_back_a_matched_field_is_nobodys() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        DayResult result =
                play(
                        "iso87-ascii",
                        "2-byte",
                        answer ->
                                answer.map(
                                        right ->
                                                right.responseCode().equals("14")
                                                                && answers.incrementAndGet() == 1
                                                        ? with(right, 41, "ELSEWHER")
                                                        : right));
        assertTrue(
                result.firstComplaints().getFirst().startsWith("an answer nobody waits for"),
                result.firstComplaints()::toString);
    }

    @Test
    void what_was_recorded_can_be_judged_again() throws Exception {
        DayResult result = play("iso87-ascii", "2-byte", answer -> answer);
        assertTrue(result.agreed());
        List<AnswerRecord> records = AnswerLog.read(folder.resolve("answers.jsonl"));
        Map<Integer, AnswerRecord> byNumber = new HashMap<>();
        records.forEach(each -> byNumber.put(each.number(), each));
        assertEquals(records.size(), byNumber.size(), "numbers are unique");
        assertTrue(
                records.stream().allMatch(each -> each.key().network().equals("default")),
                "network");
    }

    @ParameterizedTest
    @CsvSource({
        "1231235959, 2026-12-31T23:59:59Z, 2026-12-31",
        "1231235959, 2027-01-01T00:00:01Z, 2026-12-31",
        "0101000001, 2026-12-31T23:59:59Z, 2027-01-01",
    })
    void a_message_is_of_the_year_nearest_to_its_sending(
            String transmission, Instant sentAt, LocalDate date) {
        assertEquals(date, AnswerRecord.transmittedOn(transmission, sentAt));
    }

    private DayResult play(String dialect, String frame, UnaryOperator<Optional<Answer>> spoil)
            throws Exception {
        Day day = Day.generate(11, 1_000, FLEET, Instant.now());
        LinkAddress form =
                new LinkAddress(
                        "link",
                        "default",
                        "127.0.0.1",
                        0,
                        Dialect.builtIn(dialect).orElseThrow(),
                        FrameFormat.parse(frame).orElseThrow());
        try (StubServer server = new StubServer(day, form, spoil);
                AnswerLog log = AnswerLog.create(folder.resolve("answers.jsonl"))) {
            return DayPlayer.play(
                    day,
                    new DayPlayer.Settings(
                            List.of(server.address()), 0, Duration.ofSeconds(2), log, sent -> {}));
        }
    }

    private static Answer with(Answer answer, int field, String value) {
        TreeMap<Integer, String> fields = new TreeMap<>(answer.fields());
        fields.put(field, value);
        return new Answer(answer.at(), answer.mti(), fields);
    }
}
