package io.kessai.clearing.audit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.audit.CheckResult.Status;
import io.kessai.local.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks each rule of the books on purpose and sees exactly that row named; other rules may speak
 * up where the same row breaks them too.
 */
@Tag("slow")
@Tag("database")
class AuditTest {

    @ParameterizedTest
    @MethodSource("io.kessai.clearing.audit.Break#all")
    void a_broken_row_is_named(Break broken) throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            assertNamed(broken, books);
        }
    }

    @ParameterizedTest
    @MethodSource("io.kessai.clearing.audit.ClearingBreaks#all")
    void a_broken_row_of_a_night_is_named(Break broken) throws SQLException {
        try (SmallBooks books = SmallBooks.afterTheNight()) {
            assertNamed(broken, books);
        }
    }

    private static void assertNamed(Break broken, SmallBooks books) throws SQLException {
        books.run(broken.sql());
        AuditReport report = books.audit();
        List<Finding> findings = result(report, broken.rule()).findings();
        assertFalse(findings.isEmpty(), () -> TextReport.of(report));
        assertEquals(
                new Finding(broken.subject(), broken.expected(), broken.found()),
                findings.getFirst());
        Set<String> rules = new HashSet<>(broken.also());
        rules.add(broken.rule());
        assertEquals(rules, brokenRules(report));
    }

    @Test
    void a_right_night_is_clean() throws SQLException {
        try (SmallBooks books = SmallBooks.afterTheNight()) {
            AuditReport report = books.audit();
            assertTrue(report.isClean(), () -> TextReport.of(report));
            assertEquals(7, result(report, "record-has-one-outcome").examined());
            assertEquals(List.of(), result(report, "record-has-one-outcome").notes());
        }
    }

    @Test
    void a_file_in_progress_is_said_to_be_so_and_is_not_broken() throws SQLException {
        try (SmallBooks books = SmallBooks.afterTheNight()) {
            books.run(
                    """
                    delete from clearing_steps;
                    delete from clearing_outcomes where number in (6, 7)
                    """);
            AuditReport report = books.audit();
            assertTrue(report.isClean(), () -> TextReport.of(report));
            assertEquals(
                    List.of("file 1 is in progress: 5 of 7 records have their outcome"),
                    result(report, "record-has-one-outcome").notes());
        }
    }

    @Test
    void every_rule_about_rows_is_broken_by_some_case() {
        Set<String> rules =
                Checks.all().stream()
                        .filter(RowCheck.class::isInstance)
                        .map(Check::rule)
                        .collect(Collectors.toSet());
        assertEquals(
                rules,
                Stream.concat(Break.all(), ClearingBreaks.all())
                        .map(Break::rule)
                        .collect(Collectors.toSet()));
    }

    @Test
    void right_books_are_clean_and_what_was_not_checked_is_said() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            AuditReport report = books.audit();
            assertTrue(report.isClean(), () -> TextReport.of(report));
            assertEquals(
                    List.of("no --answers given"), result(report, "answers-are-recorded").notes());
            assertEquals(
                    List.of("no --logs given"), result(report, "logs-hold-no-card-data").notes());
            assertEquals(2, report.count(Status.NOT_CHECKED));
            assertEquals(0, report.count(Status.NOT_APPLICABLE));
            assertEquals(5, result(report, "approval-has-its-hold").examined());
        }
    }

    @Test
    void an_advice_after_the_void_may_hold_again() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run(
                    """
                    insert into journal select transmitted_on, input_version, currency, amount, 0,
                        card_id, account_id, authorization_id, received_at, committed_at, '0120',
                        processing_code, 'ACCEPTED', '', 'local|12||000009|1121080000||', pan_token,
                        input, outcome
                    from journal where authorization_id = 104;
                    insert into hold_events (authorization_id, amount, transmitted_on,
                        original_level, term, message_key)
                    values (104, 500, '2026-11-21', 1, 'raised', 'local|12||000009|1121080000||');
                    update authorizations set raised = 500, status = 'approved' where id = 104;
                    update accounts set held = held + 500 where id = 1
                    """);
            AuditReport report = books.audit();
            assertTrue(report.isClean(), () -> TextReport.of(report));
        }
    }

    @Test
    void the_same_key_a_year_later_is_another_message() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run(
                    """
                    create temp table again as select * from journal where amount = 100;
                    update again set transmitted_on = '2027-11-21',
                        received_at = received_at + interval '1 year';
                    insert into journal select * from again
                    """);
            assertEquals(Set.of(), brokenRules(books.audit()));
        }
    }

    @Test
    void a_role_that_may_not_read_is_told_what_was_not_checked() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run("revoke select on ledger_postings from kessai_batch");
            AuditReport report = books.audit(DatabaseRole.BATCH);
            assertEquals(
                    List.of(
                            "not enough privilege: ERROR: permission denied for table"
                                    + " ledger_postings"),
                    result(report, "posted-is-the-ledger").notes());
            assertEquals(Status.HOLDS, result(report, "held-is-what-remains").status());
            assertTrue(report.isClean());
        }
    }

    @Test
    void all_checks_see_one_moment_while_money_moves() throws Exception {
        try (SmallBooks books = new SmallBooks();
                Connection writer = books.superuser();
                Statement statement = writer.createStatement()) {
            List<Check> checks = new ArrayList<>();
            checks.add(new Interruption(() -> statement.execute("update accounts set held = 9")));
            checks.add(new HeldIsWhatRemains());
            assertTrue(new Audit(books.request(), checks).run().isClean());
            assertEquals(Set.of("held-is-what-remains"), brokenRules(books.audit()));
        }
    }

    @Test
    void a_database_without_the_schema_is_refused() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run("drop table journal");
            AuditFailure failure = assertThrows(AuditFailure.class, books::audit);
            assertAll(
                    () -> assertEquals(AuditFailure.Kind.REFUSED, failure.kind()),
                    () ->
                            assertEquals(
                                    "the database has no Kessai schema: migrate it first",
                                    failure.getMessage()));
        }
    }

    @Test
    void no_more_rows_are_named_than_asked_for_but_all_are_counted() throws SQLException {
        try (SmallBooks books = new SmallBooks()) {
            books.run("update accounts set posted = posted + 7");
            AuditRequest few = books.request();
            CheckResult result =
                    result(
                            new Audit(
                                            new AuditRequest(
                                                    few.url(),
                                                    few.user(),
                                                    few.password(),
                                                    few.answers(),
                                                    few.logs(),
                                                    few.tokens(),
                                                    1))
                                    .run(),
                            "posted-is-the-ledger");
            assertEquals(2, result.broken());
            assertEquals(1, result.findings().size());
        }
    }

    static CheckResult result(AuditReport report, String rule) {
        return report.results().stream()
                .filter(result -> result.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    static Set<String> brokenRules(AuditReport report) {
        return report.results().stream()
                .filter(result -> result.status() == Status.BROKEN)
                .map(CheckResult::rule)
                .collect(Collectors.toSet());
    }

    /** Lets somebody else commit between two checks. */
    private record Interruption(SqlAction action) implements Check {
        interface SqlAction {
            void run() throws SQLException;
        }

        @Override
        public Invariant invariant() {
            return Invariant.A1;
        }

        @Override
        public String rule() {
            return "interruption";
        }

        @Override
        public CheckResult run(AuditSession session) throws SQLException {
            action.run();
            return CheckResult.notApplicable(invariant(), rule(), "not a check");
        }
    }
}
