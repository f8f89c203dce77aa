package io.kessai.clearing.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A4: what a client received, compared with the messages of {@link SmallBooks}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("database")
class AnswersAreRecordedTest {
    private SmallBooks books;

    @TempDir Path folder;

    @BeforeAll
    void open() throws SQLException {
        books = new SmallBooks();
    }

    @AfterAll
    void close() {
        books.close();
    }

    /** One answer to a message of these books; an empty last column: nothing is wrong. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # what was received          | class | n | DE39 | DE38   | DE4    | found
                    approved as recorded         | 10    | 1 | 00   | A00001 | 1000   | ''
                    declined as recorded         | 10    | 2 | 51   | ''     | 99999  | ''
                    approved in part             | 10    | 3 | 10   | A00003 | 700    | ''
                    refund                       | 10    | 5 | 00   | A00005 | 300    | ''
                    reversal                     | 40    | 7 | 00   | ''     | 400    | ''
                    late, told so                | 10    | 4 | 91   | ''     | 500    | ''
                    not decided: 91              | 10    | 9 | 91   | ''     | 100    | ''
                    not decided: 96              | 10    | 9 | 96   | ''     | 100    | ''
                    not decided: 30              | 10    | 9 | 30   | ''     | 100    | ''
                    key of another message: 94   | 10    | 1 | 94   | ''     | 100    | ''
                    approved, never recorded     | 10    | 9 | 00   | A00009 | 100    | no journal row
                    declined, never recorded     | 10    | 9 | 51   | ''     | 100    | no journal row
                    reversed, never recorded     | 40    | 9 | 00   | ''     | 100    | no journal row
                    another DE38                 | 10    | 1 | 00   | A00002 | 1000   | reason APPROVED, DE38 'A00001', DE4 1000
                    another DE4                  | 10    | 1 | 00   | A00001 | 1001   | reason APPROVED, DE38 'A00001', DE4 1000
                    whole instead of in part     | 10    | 3 | 00   | A00003 | 700    | reason PARTIALLY_APPROVED, DE38 'A00003', DE4 700
                    declined, recorded approved  | 10    | 1 | 51   | ''     | 1000   | reason APPROVED, DE38 'A00001', DE4 1000
                    approved, recorded declined  | 10    | 2 | 00   | A00002 | 99999  | reason INSUFFICIENT_FUNDS, DE38 '', DE4 0
                    approved and voided          | 10    | 4 | 00   | A00004 | 500    | voided
                    """)
    void an_answer_is_compared_with_the_journal(
            String what,
            String messageClass,
            int number,
            String code,
            String approval,
            long amount,
            String found)
            throws IOException {
        CheckResult result = check(answer("0", messageClass, number, 0, code, approval, amount));
        assertEquals(
                found.isEmpty() ? List.of() : List.of(found),
                result.findings().stream().map(Finding::found).toList());
    }

    @Test
    void the_message_and_the_line_are_named() throws IOException {
        CheckResult result =
                check(
                        answer("0", "10", 1, 0, "00", "A00001", 1000),
                        answer("0", "10", 9, 0, "00", "A00009", 100));
        assertEquals(
                List.of(
                        new Finding(
                                "message local|10||000009|1121080000|| of 2026-11-21 (answers line 2)",
                                "DE39 00, DE38 'A00009', DE4 '000000000100', DE54 ''",
                                "no journal row")),
                result.findings());
    }

    @Test
    void a_message_that_got_two_different_answers_is_named() throws IOException {
        CheckResult result =
                check(
                        answer("0", "10", 2, 0, "51", "", 99999),
                        answer("1", "10", 2, 0, "91", "", 99999),
                        answer("1", "10", 2, 0, "51", "", 99999),
                        answer("1", "10", 2, 0, "61", "", 99999));
        assertEquals(
                List.of(
                        new Finding(
                                "message local|10||000002|1121080000|| of 2026-11-21 (answers line 4)",
                                "the answer of line 1",
                                "DE39 61, DE38 '', DE4 '000000099999', DE54 ''")),
                result.findings());
    }

    @Test
    void a_repeat_with_another_DE7_is_the_message_it_repeats() throws IOException {
        CheckResult result =
                check(
                        answer("1", "10", 1, 7, "00", "A00001", 1000),
                        answer("0", "10", 1, 7, "00", "A00001", 1000));
        assertEquals(
                List.of("message local|10||000001|1121080007|| of 2026-11-21 (answers line 2)"),
                result.findings().stream().map(Finding::subject).toList());
    }

    @Test
    void what_was_never_answered_is_counted_and_no_failure() throws IOException {
        String unanswered =
                answer("0", "10", 9, 0, "00", "", 100).replaceAll(",\"received_at.*", "}");
        CheckResult result = check(unanswered, answer("0", "10", 1, 0, "00", "A00001", 1000));
        assertEquals(0, result.broken());
        assertEquals(1, result.examined());
        assertEquals("messages never answered: 1", result.notes().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nonsense        | line 1: not JSON
                    []              | line 1: not a JSON object
                    {"class":"10"}  | line 1: no member "network"
                    """)
    void a_file_that_is_no_record_of_answers_is_refused(String line, String message)
            throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.jsonl"), line + "\n");
        AuditFailure failure = assertThrows(AuditFailure.class, () -> books.auditAnswers(file));
        assertEquals("cannot read " + file + ", " + message, failure.getMessage());
    }

    private CheckResult check(String... lines) throws IOException {
        Path file = Files.write(folder.resolve("answers.jsonl"), List.of(lines));
        return AuditTest.result(books.auditAnswers(file), "answers-are-recorded");
    }

    /** As the simulated network writes it. */
    private static String answer(
            String origin,
            String messageClass,
            int number,
            int second,
            String code,
            String approval,
            long amount) {
        return """
        {"number":%d,"link":"ascii-1","network":"local","class":"%s","acquirer":"","stan":"00000%d",\
        "transmission":"112108000%d","transmitted_on":"2026-11-21","rrn":"","terminal":"",\
        "mti":"0%s%s","card":1,"amount":%d,"currency":"392","sent_at":"2026-11-21T08:00:00Z",\
        "received_at":"2026-11-21T08:00:00.003Z","answer_mti":"0110","response_code":"%s",\
        "approval_code":"%s","answer_amount":"%012d","balances":""}\
        """
                .formatted(
                        number,
                        messageClass,
                        number,
                        second,
                        messageClass,
                        origin,
                        amount,
                        code,
                        approval,
                        amount);
    }
}
