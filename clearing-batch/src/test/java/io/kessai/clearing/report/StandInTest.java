package io.kessai.clearing.report;

import static io.kessai.clearing.report.SmallNight.NIGHT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.post.NightBooks;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the command {@code stand-in} and the report of a day say of advices. */
@Tag("database")
class StandInTest {

    /**
     * On the 21st: 1 approved within the funds, 2 approved beyond them, 3 in dollars for an
     * authorization that was here, 4 declined for one that was, 5 of an unknown card; 6 came a day
     * later. What is journaled besides is no advice.
     */
    private static final String ADVICES =
            """
            insert into journal (transmitted_on, input_version, currency, amount, approved_amount,
                card_id, account_id, authorization_id, received_at, mti, processing_code, reason,
                approval_code, message_key, pan_token, input, outcome)
            select v.day::date, 8, v.currency, v.amount, 0, nullif(v.account, 0),
                nullif(v.account, 0), nullif(v.authorization_id, 0),
                v.day::date + time '03:00' + v.number * interval '1 second', v.mti, '000000',
                'ACCEPTED', '', v.network || '|' || v.number, '\\x00', '\\x00', '\\x00'
            from (values
                (1, '2026-11-21', '0120', 'visa', 392, 1000, 1, 11),
                (2, '2026-11-21', '0220', 'visa', 392, 9000, 1, 12),
                (3, '2026-11-21', '0121', 'mastercard', 840, 500, 2, 6),
                (4, '2026-11-21', '0120', 'visa', 392, 300, 2, 7),
                (5, '2026-11-21', '0120', 'visa', 392, 70, 0, 0),
                (6, '2026-11-22', '0120', 'visa', 392, 1, 1, 13),
                (7, '2026-11-21', '0100', 'visa', 392, 1, 1, 14)
            ) as v (number, day, mti, network, currency, amount, account, authorization_id);
            insert into advices (taken, available, original_id, business_date, transmitted_on,
                currency, original_level, reported, message_key)
            values (1000, 5000, null, '2026-11-21', '2026-11-21', 392, 0, 'approved', 'visa|1'),
                (9000, -4000, null, '2026-11-21', '2026-11-21', 392, 0, 'approved', 'visa|2'),
                (75000, 25000, 6, '2026-11-21', '2026-11-21', 392, 1, 'approved', 'mastercard|3'),
                (-300, 300, 7, '2026-11-21', '2026-11-21', 392, 2, 'declined', 'visa|4'),
                (0, 0, null, '2026-11-21', '2026-11-21', 0, 0, 'approved', 'visa|5'),
                (1, 9, null, '2026-11-22', '2026-11-22', 392, 0, 'approved', 'visa|6');
            insert into journal_events (transmitted_on, kind, reason, message_key, cause_key)
            values ('2026-11-21', 'exception', 'CARD_UNKNOWN', 'visa|5', '')
            """;

    private static final String COLUMNS =
            "business_date,received_at,network,mti,reported,amount,currency,account,authorization,"
                    + "about,taken,left,account_currency,beyond_funds,exceptions\n";

    private NightBooks books;

    @BeforeEach
    void open() throws SQLException {
        books = new NightBooks(2);
        books.run("set time zone 'UTC';" + ADVICES);
    }

    @AfterEach
    void close() {
        books.close();
    }

    private StandIn standIn(LocalDate from, LocalDate to) throws SQLException {
        try (Connection connection = books.batch().open()) {
            return StandIn.read(connection, from, to);
        }
    }

    @Test
    void every_advice_of_the_dates_is_told_in_order_of_arrival() throws SQLException {
        assertEquals(
                (COLUMNS
                                + """
                                2026-11-21,2026-11-21T03:00:01Z,visa,0120,approved,1000,JPY,1,11,new,1000,5000,JPY,,
                                2026-11-21,2026-11-21T03:00:02Z,visa,0220,approved,9000,JPY,1,12,new,9000,-4000,JPY,yes,
                                2026-11-21,2026-11-21T03:00:03Z,mastercard,0121,approved,500,USD,2,6,"original 6, level 1",75000,25000,JPY,,
                                2026-11-21,2026-11-21T03:00:04Z,visa,0120,declined,300,JPY,2,7,"original 7, level 2",-300,300,JPY,,
                                2026-11-21,2026-11-21T03:00:05Z,visa,0120,approved,70,JPY,,,,0,0,,,card_unknown
                                """)
                        .replace("\n", "\r\n"),
                standIn(NIGHT, NIGHT).csv());
        assertEquals(6, standIn(NIGHT, NIGHT.plusDays(1)).csv().lines().skip(1).count());
        assertEquals(
                0, standIn(NIGHT.minusDays(9), NIGHT.minusDays(1)).csv().lines().skip(1).count());
    }

    @Test
    void sums_are_by_network_and_currency() throws SQLException {
        String sums = standIn(NIGHT, NIGHT).json();
        assertEquals(
                """
                {"stand_in":[{"network":"mastercard","currency":"USD","approved":1,\
                "declined":0,"approved_amount":500,"beyond_funds":0,\
                "beyond_funds_amount":0,"with_exception":0},{"network":"visa",\
                "currency":"JPY","approved":3,"declined":1,\
                "approved_amount":10070,"beyond_funds":1,\
                "beyond_funds_amount":9000,"with_exception":1}]""",
                sums.substring(0, sums.indexOf(",\"stand_in_advices\"")));
    }

    @Test
    void the_report_of_the_day_has_it_and_marks_what_raised_an_exception()
            throws SQLException, IOException {
        KeptReports reports = new KeptReports();
        new Reporting(books.batch(), reports, ReportTest.GENERATED)
                .write(NIGHT, new ReportSubject.WholeDay());
        String day = NIGHT + "/day/";
        assertEquals(5, reports.csv(day + "stand_in_advices.csv").lines().skip(1).count());
        assertEquals(2, reports.csv(day + "stand_in.csv").lines().skip(1).count());
        assertTrue(reports.text(day + "report.html").contains("1 row to look at"));
    }
}
