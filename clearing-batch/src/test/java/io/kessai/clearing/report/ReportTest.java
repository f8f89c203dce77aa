package io.kessai.clearing.report;

import static io.kessai.clearing.report.SmallNight.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.run.Counters;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A small night, with the numbers that its report must have; see {@link SmallNight}. */
@Tag("database")
class ReportTest {
    static final Instant GENERATED = Instant.parse("2026-11-21T18:00:00Z");
    private static final String DAY = "2026-11-21/day/";

    private final KeptReports reports = new KeptReports();
    private NightBooks books;

    @BeforeEach
    void open() throws SQLException {
        books = new NightBooks(2);
        SmallNight.prepare(books);
    }

    @AfterEach
    void close() {
        books.close();
    }

    private Counters write() throws SQLException {
        return new Reporting(books.batch(), reports, GENERATED)
                .write(NIGHT, new ReportSubject.WholeDay());
    }

    @Test
    void outcomes_add_up_to_the_trailer() throws SQLException {
        SmallNight.post(books);
        write();
        assertEquals(
                """
                outcome,records,currency,amount,amount_digits,billing_currency,billing_amount
                collection_only,1,JPY,1000,1000,JPY,1000
                credit_posted,1,JPY,300,300,JPY,300
                force_posted,1,JPY,1000,1000,JPY,1000
                matched,1,JPY,1000,1000,JPY,1000
                matched_with_difference,2,JPY,2100,2100,JPY,2100
                non_financial,2,,0,0,,0
                """,
                reports.csv(DAY + "outcomes.csv"));
        assertEquals(
                """
                file,logical_file,key,what,trailer,records,residual
                1,1,mastercard:0012611210000001234500001,records,8,8,0
                1,1,mastercard:0012611210000001234500001,with an outcome,8,8,0
                1,1,mastercard:0012611210000001234500001,amount digits,5400,5400,0
                """,
                reports.csv(DAY + "trailers.csv"));
    }

    @Test
    void the_ledger_settles_what_the_network_says() throws SQLException {
        SmallNight.post(books);
        write();
        assertEquals(
                """
                network,currency,settlement_on,total,sums,network_says,its_records,booked,residual,of_it_beyond_its_records
                mastercard,JPY,2026-11-23,688/0390,debits,4100,4100,4100,0,0
                mastercard,JPY,2026-11-23,688/0391,credits,300,300,300,0,0
                mastercard,JPY,2026-11-23,688/0394,net,3800,3800,3800,0,0
                """,
                reports.csv(DAY + "network_totals.csv"));
        assertEquals(
                """
                network,currency,settlement_on,sums,records,booked,residual
                mastercard,JPY,2026-11-23,debits,4100,4100,0
                mastercard,JPY,2026-11-23,credits,300,300,0
                """,
                reports.csv(DAY + "settlement.csv"));
        assertEquals(1, reports.csv(DAY + "residual_records.csv").lines().count());
    }

    @Test
    void a_residual_is_named_record_by_record_and_what_no_record_has_is_the_networks()
            throws SQLException {
        books.run(
                """
                update clearing_network_totals set amount = 4150 where line = 1;
                delete from clearing_matches where number = 4
                """);
        SmallNight.post(books);
        write();
        assertEquals(
                "mastercard,JPY,2026-11-23,688/0390,debits,4150,4100,3100,1050,50",
                reports.csv(DAY + "network_totals.csv").lines().toList().get(1));
        assertEquals(
                """
                file,record,outcome,currency,settlement_on,sent,booked,residual
                1,4,no outcome yet,JPY,2026-11-23,1000,0,1000
                """,
                reports.csv(DAY + "residual_records.csv"));
        assertEquals(
                List.of(
                        "1,1,mastercard:0012611210000001234500001,with an outcome,8,7,1",
                        "1,1,mastercard:0012611210000001234500001,amount digits,5400,4400,1000"),
                reports.csv(DAY + "trailers.csv").lines().skip(2).toList());
        assertTrue(reports.text(DAY + "report.html").contains("rows to look at"));
    }

    @Test
    void a_total_in_the_wrong_direction_or_currency_is_a_residual() throws SQLException {
        books.run(
                """
                update clearing_network_totals set direction = 'net_credit' where line = 3;
                update clearing_network_totals set currency = 840 where line = 2
                """);
        SmallNight.post(books);
        write();
        assertEquals(
                List.of(
                        "mastercard,JPY,2026-11-23,688/0390,debits,4100,4100,4100,0,0",
                        "mastercard,JPY,2026-11-23,688/0394,net,-3800,3800,3800,-7600,-7600",
                        "mastercard,USD,2026-11-23,688/0391,credits,300,0,0,300,300"),
                reports.csv(DAY + "network_totals.csv").lines().skip(1).toList());
    }

    @Test
    void matches_are_told_by_level_and_amounts_by_tolerance() throws SQLException {
        SmallNight.post(books);
        books.run(
                """
                insert into clearing_late_links (file_id, number, authorization_id, released, level,
                    agreed)
                values (1, 4, 4, 1000, 3, 'terminal')
                """);
        write();
        assertEquals(
                """
                level,verdict,records
                0 none,collection_only,1
                0 none,unmatched,2
                1 transaction id,matched,2
                2 approval code,matched,1
                3 terminal,linked on a later night,1
                """,
                reports.csv(DAY + "match_levels.csv"));
        assertEquals(
                """
                tolerance,currency,records,cleared,above_authorized,below_authorized,over_tolerance_records
                gratuity,JPY,1,1200,200,0,1
                standard,JPY,2,1900,0,100,0
                """,
                reports.csv(DAY + "tolerances.csv"));
    }

    @Test
    void interchange_is_exact_and_its_rounding_is_a_row() throws SQLException {
        books.run("update clearing_records set fee_millionths = 700000 where number <= 5");
        SmallNight.post(books);
        write();
        assertEquals(
                """
                file,service,settlement_on,direction,currency,exact,booked,rounding_difference
                1,S1,2026-11-23,credit,JPY,3500000,4,500000
                all,rounding difference,,net debit,JPY,,,-500000
                """,
                reports.csv(DAY + "interchange.csv"));
    }

    @Test
    void fees_settle_with_the_totals_that_have_them() throws SQLException {
        books.run(
                """
                update clearing_records set fee_millionths = 700000 where number <= 5;
                insert into clearing_network_totals (file_id, number, line, scope, settlement_on,
                    amount, currency, direction, record_count)
                values (1, 8, 4, '688/0395', '2026-11-23', 4, 392, 'net_credit', 5),
                       (1, 8, 5, '688/0396', '2026-11-23', 3796, 392, 'net_debit', 5)
                """);
        SmallNight.post(books);
        write();
        assertEquals(
                List.of(
                        "mastercard,JPY,2026-11-23,688/0395,net fees,-4,-4,-4,0,0",
                        "mastercard,JPY,2026-11-23,688/0396,net with fees,3796,3796,3796,0,0"),
                reports.csv(DAY + "network_totals.csv").lines().skip(4).toList());
    }

    @Test
    void exceptions_are_told_by_kind_and_age() throws SQLException {
        SmallNight.post(books);
        write();
        assertEquals(
                """
                kind,raised,open,currency,amount,open_amount
                no_authorization,1,1,JPY,1000,1000
                over_tolerance,1,1,JPY,1200,1200
                suspected_duplicate,1,1,JPY,1000,1000
                """,
                reports.csv(DAY + "exceptions.csv"));
        assertEquals(
                """
                kind,today,days_1_to_2,days_3_to_7,days_8_to_30,over_30_days,open
                no_authorization,1,0,0,0,0,1
                over_tolerance,1,0,0,0,0,1
                suspected_duplicate,0,0,1,0,0,1
                """,
                reports.csv(DAY + "open_exceptions.csv"));
    }

    @Test
    void a_proposal_that_moves_money_leaves_its_exception_open_until_it_is_approved()
            throws SQLException {
        SmallNight.post(books);
        books.run(
                """
                insert into clearing_resolutions (exception_id, moves_money, action, maker, why)
                select id, kind = 'over_tolerance', case kind when 'over_tolerance' then 'write_off'
                    else 'accept' end, 'ito', 'checked'
                from clearing_exceptions where kind <> 'suspected_duplicate'
                """);
        write();
        assertEquals(
                List.of(
                        "no_authorization,1,0,JPY,1000,0",
                        "over_tolerance,1,1,JPY,1200,1200",
                        "suspected_duplicate,1,1,JPY,1000,1000"),
                reports.csv(DAY + "exceptions.csv").lines().skip(1).toList());
        books.run(
                """
                with booked as (
                    insert into ledger_transactions (booked_on, kind, natural_key, reason)
                    values ('2026-11-21', 'correction', 'resolution:1', 'write_off')
                    returning id)
                insert into clearing_checks (resolution_id, exception_id, ledger_transaction_id,
                    maker, checker, verdict, why)
                select r.id, r.exception_id, b.id, r.maker, 'abe', 'approved', 'agreed'
                from clearing_resolutions r, booked b
                where r.moves_money
                """);
        write();
        assertEquals(
                "over_tolerance,1,0,JPY,1200,0",
                reports.csv(DAY + "exceptions.csv").lines().toList().get(2));
    }

    @Test
    void holds_given_back_and_holds_that_are_next_are_told_by_their_last_day() throws SQLException {
        SmallNight.post(books);
        write();
        assertEquals(
                """
                what,last_day,currency,holds,amount
                given back,2026-11-20,JPY,1,1000
                open,2026-11-27,JPY,2,2000
                """,
                reports.csv(DAY + "hold_expiry.csv"));
    }

    @Test
    void a_refused_file_is_there_with_its_reason_and_nothing_of_it_is_a_formula_or_a_tag()
            throws SQLException {
        SmallNight.post(books);
        assertEquals(1, write().get("rows_to_look_at"));
        assertEquals(
                "2,\"'=bad<file>&\"\"name\"\".ipm\",mastercard,refused,COUNT_MISMATCH,0,0,1014,"
                        + "\"COUNT_MISMATCH: the trailer counts 9 messages, there are 8\"",
                reports.csv(DAY + "files.csv").lines().toList().get(2));
        String page = reports.text(DAY + "report.html");
        assertTrue(page.contains("=bad&lt;file&gt;&amp;&quot;name&quot;.ipm"), page);
        assertFalse(page.contains("bad<file"));
    }

    @Test
    void the_day_each_run_and_each_file_has_its_report_and_a_second_time_the_same_bytes()
            throws SQLException {
        SmallNight.post(books);
        books.run(
                """
                insert into clearing_runs (business_date, kind)
                values ('2026-11-21', 'nightly'), ('2026-11-21', 'report');
                insert into clearing_attempts (run_id, started_at, ended_at, status, started_by,
                    runner, why)
                select id, '2026-11-21 15:00Z', '2026-11-21 15:01Z', 'done', 'scheduler', 'host:1', ''
                from clearing_runs;
                insert into clearing_steps (attempt_id, file_id, position, started_at, ended_at, step,
                    status, counters)
                select id, 1, 8, '2026-11-21 15:00Z', '2026-11-21 15:00:01.5Z', 'ingest', 'done',
                    '{"records": 8}'
                from clearing_attempts
                """);
        assertEquals(4, write().get("reports"));
        Set<String> names = new TreeSet<>();
        reports.all().keySet().forEach(key -> names.add(key.split("/")[1]));
        assertEquals(Set.of("day", "file-1", "file-2", "run-nightly"), names);
        assertEquals(
                "nightly,1,ingest,1,,done,8,1500,\"{\"\"records\"\": 8}\",",
                reports.csv("2026-11-21/run-nightly/steps.csv").lines().toList().get(1));
        Set<String> contents = Set.copyOf(reports.all().values());
        write();
        assertEquals(contents, Set.copyOf(reports.all().values()));
    }

    @Test
    void page_document_and_tables_are_the_golden_ones() throws SQLException, IOException {
        SmallNight.post(books);
        write();
        Golden.assertSame("report-day.html", reports.text(DAY + "report.html"));
        Golden.assertSame("report-day.json", reports.text(DAY + "report.json"));
        Golden.assertSame("report-day.csv", reports.tables(DAY));
    }

    @Test
    void what_is_not_there_is_refused_by_name() {
        Reporting reporting = new Reporting(books.batch(), reports, GENERATED);
        OperatingException file =
                assertThrows(
                        OperatingException.class,
                        () -> reporting.write(NIGHT, new ReportSubject.OneFile(77)));
        assertEquals(ErrorCode.CLEARING_FILE_NOT_FOUND, file.code());
        OperatingException run =
                assertThrows(
                        OperatingException.class,
                        () -> reporting.write(NIGHT, new ReportSubject.OneRun("nightly")));
        assertEquals(ErrorCode.STEP_OUT_OF_ORDER, run.code());
    }
}
