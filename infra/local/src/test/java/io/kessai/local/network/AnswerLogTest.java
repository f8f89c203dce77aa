package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerLogTest {
    private static final AnswerRecord ANSWERED =
            new AnswerRecord(
                    7,
                    "ascii-1",
                    new AnswerRecord.Key(
                            "local",
                            "10",
                            "000123",
                            "000007",
                            "1121081500",
                            "SEED00000007",
                            "TERM01  ",
                            LocalDate.parse("2026-11-21")),
                    "0101",
                    42,
                    1250,
                    "392",
                    Instant.parse("2026-11-21T08:15:00.001Z"),
                    Optional.of(
                            new AnswerRecord.Received(
                                    Instant.parse("2026-11-21T08:15:00.003Z"),
                                    "0110",
                                    "00",
                                    "A\"\\é42",
                                    "000000001250",
                                    "")));

    @Test
    void a_line_is_one_flat_json_object() {
        assertEquals(
                "{\"number\":7,\"link\":\"ascii-1\",\"network\":\"local\",\"class\":\"10\","
                        + "\"acquirer\":\"000123\",\"stan\":\"000007\",\"transmission\":\"1121081500\","
                        + "\"transmitted_on\":\"2026-11-21\",\"rrn\":\"SEED00000007\","
                        + "\"terminal\":\"TERM01  \",\"mti\":\"0101\",\"card\":42,\"amount\":1250,"
                        + "\"currency\":\"392\",\"sent_at\":\"2026-11-21T08:15:00.001Z\","
                        + "\"received_at\":\"2026-11-21T08:15:00.003Z\",\"answer_mti\":\"0110\","
                        + "\"response_code\":\"00\",\"approval_code\":\"A\\\"\\\\\\u00e942\","
                        + "\"answer_amount\":\"000000001250\",\"balances\":\"\"}",
                ANSWERED.toJson());
    }

    @Test
    void what_is_written_is_read_back_answered_or_not(@TempDir Path folder) {
        AnswerRecord unanswered =
                new AnswerRecord(
                        8,
                        "binary-1",
                        ANSWERED.key(),
                        "0100",
                        -1,
                        0,
                        "",
                        ANSWERED.sentAt(),
                        Optional.empty());
        Path file = folder.resolve("answers.jsonl");
        try (AnswerLog log = AnswerLog.create(file)) {
            log.write(ANSWERED);
            log.write(unanswered);
        }
        assertEquals(List.of(ANSWERED, unanswered), AnswerLog.read(file));
    }

    @Test
    void a_line_that_is_no_record_is_refused_with_its_flaw() {
        assertEquals(
                "an answer record lacks \"network\"",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> AnswerRecord.parse("{\"number\":7}"))
                        .getMessage());
        assertEquals(
                "not a flat JSON object, at offset 10",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> AnswerRecord.parse("{\"number\":"))
                        .getMessage());
    }
}
