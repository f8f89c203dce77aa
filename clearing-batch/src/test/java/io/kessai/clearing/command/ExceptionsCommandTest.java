package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.exceptions.FourPurchases;
import io.kessai.clearing.post.NightBooks;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People at work on the exceptions of {@link FourPurchases}, by the command line: 1 of an unknown
 * card, 2 without authorization, 3 a duplicate.
 */
@Tag("database")
class ExceptionsCommandTest {
    private static final String ACCOUNTS = "select id, posted, held from accounts order by id";
    private static final String CORRECTIONS =
            """
            select p.direction, p.ledger_account, p.amount, coalesce(p.account_id, 0)
            from ledger_postings p join ledger_transactions t on t.id = p.transaction_id
            where t.kind = 'resolution' order by t.id, p.line\
            """;

    @SuppressWarnings("NullAway.Init")
    private NightBooks books;

    @SuppressWarnings("NullAway.Init")
    private Program program;

    @BeforeEach
    void post() throws SQLException {
        books = FourPurchases.posted();
        program = new Program(books.database());
    }

    @AfterEach
    void close() throws SQLException {
        assertEquals(List.of(), books.broken());
        books.close();
    }

    @Test
    void the_list_is_a_page_in_the_order_of_ids() {
        String row =
                "{\"id\":%d,\"kind\":\"%s\",\"state\":\"open\",\"business_date\":\"2026-11-21\","
                        + "\"file\":1,\"number\":%d,\"account\":%s,\"amount\":1000,"
                        + "\"currency\":\"JPY\",\"detail\":\"\"}";
        String first = row.formatted(1, "unknown_card", 3, "\"\"");
        String second = row.formatted(2, "no_authorization", 2, "1");
        String third = row.formatted(3, "duplicate", 4, "1");
        assertPrinted("{\"exceptions\":[" + first + "," + second + "," + third + "]}", list());
        assertPrinted("{\"exceptions\":[" + second + "]}", list("--after", "1", "--limit", "1"));
        assertPrinted("{\"exceptions\":[" + third + "]}", list("--kind", "duplicate"));
        assertPrinted("{\"exceptions\":[]}", list("--since", "2026-11-22"));
        assertPrinted("{\"exceptions\":[]}", list("--state", "closed"));
    }

    @Test
    void the_list_for_people_is_a_table() {
        assertPrinted(
                """
                id  kind       state  business_date  file  number  account  amount  currency  detail
                3   duplicate  open   2026-11-21     1     4       1        1000    JPY\
                """,
                program.run("exceptions", "list", "--kind", "duplicate"));
    }

    /** A merchant chooses its name: it must not draw over the operator's screen. */
    @Test
    void what_a_file_says_does_not_steer_the_terminal() throws SQLException {
        books.run(
                """
                update clearing_records
                set merchant_name = E'SHOP\\x1b[2J\\n  amount  1\\u009b2K' where number = 2\
                """);
        String page = program.run("exceptions", "show", "2").out();
        assertTrue(page.contains("  merchant_name           SHOP [2J   amount  1 2K\n"), page);
    }

    @Test
    void what_is_shown_has_candidates_with_what_agrees_and_differs() throws SQLException {
        books.run(
                """
                update cards set pan_token = decode(repeat('0f', 16), 'hex') where id = 2;
                update clearing_records
                set merchant = 'SHOP', pan_masked = '999900******0000',
                    pan_token = (select pan_token from cards where id = 1)
                where number = 2;
                update authorizations set merchant = 'OTHER', amount = 900 where id = 9\
                """);
        String json = program.run("exceptions", "show", "2", "--output", "json").out();
        assertTrue(
                json.contains(
                        "\"candidates\":["
                                + "{\"authorization\":1,\"status\":\"approved\","
                                + "\"decided_at\":\"2026-11-20 08:00:00+00\",\"amount\":1000,"
                                + "\"currency\":\"JPY\",\"remaining\":0,\"merchant\":\"\","
                                + "\"agrees\":\"card,amount,date\",\"differs\":\"\"},"
                                + "{\"authorization\":9,\"status\":\"approved\","
                                + "\"decided_at\":\"2026-11-20 08:00:00+00\",\"amount\":900,"
                                + "\"currency\":\"JPY\",\"remaining\":1000,\"merchant\":\"OTHER\","
                                + "\"agrees\":\"card,date\","
                                + "\"differs\":\"amount 1000 392/900 392, merchant SHOP/OTHER\"}]"),
                json);
        assertTrue(json.contains("\"pan\":\"999900******0000\""), json);
        String page = program.run("exceptions", "show", "2").out();
        assertTrue(page.contains("  kind                    no_authorization\n"), page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # exception | resolution          | booked                                              | account 1     | account 2
                    1           | post --account 2    | credit suspense 1000 0, debit cardholder 1000 2     | 1 -2000 1000  | 2 -1000 0
                    3           | post --account 1    | credit suspense 1000 0, debit cardholder 1000 1     | 1 -3000 1000  | 2 0 0
                    2           | write-off           | credit cardholder 1000 1, debit write_off 1000 0    | 1 -1000 1000  | 2 0 0
                    1           | write-off           | credit suspense 1000 0, debit write_off 1000 0      | 1 -2000 1000  | 2 0 0
                    2           | reject              | credit cardholder 1000 1, debit dispute 1000 0      | 1 -1000 1000  | 2 0 0
                    3           | reject              | credit suspense 1000 0, debit dispute 1000 0        | 1 -2000 1000  | 2 0 0
                    """)
    void money_moves_when_another_person_agrees_and_not_before(
            String exception, String resolution, String booked, String first, String second)
            throws SQLException {
        List<String> before = books.content();
        Answer proposed = resolve("maker", exception, resolution.split(" "));
        String action = resolution.split(" ")[0].replace('-', '_');
        assertPrinted(
                "exception %s: resolution 1, %s by maker; waits for its checker"
                        .formatted(exception, action),
                proposed);
        assertEquals(before, books.content());
        assertPrinted(
                "exception %s: resolution 1 approved by checker".formatted(exception),
                check("checker", exception, "--approve"));
        assertEquals(booked, String.join(", ", books.rows(CORRECTIONS)));
        assertEquals(List.of(first, second), books.rows(ACCOUNTS));
    }

    @Test
    void a_link_gives_the_hold_back_at_once() throws SQLException {
        assertPrinted(
                "exception 2: resolution 1, link by maker",
                resolve("maker", "2", "link", "--authorization", "9"));
        assertEquals(List.of("1 -2000 0", "2 0 0"), books.rows(ACCOUNTS));
        assertEquals(List.of(), books.rows(CORRECTIONS));
    }

    @Test
    void what_is_refused_moves_nothing_and_stays_open() throws SQLException {
        List<String> before = books.content();
        resolve("maker", "3", "reject");
        assertEquals("proposed", state(3));
        assertPrinted(
                "exception 3: resolution 1 refused by checker", check("checker", "3", "--refuse"));
        assertEquals("open", state(3));
        assertEquals(before, books.content());
    }

    @Test
    void the_maker_is_told_that_the_database_wants_somebody_else() throws SQLException {
        resolve("maker", "1", "write-off");
        List<String> before = books.content();
        assertEquals(
                new Answer(
                        1,
                        "",
                        "check: SECOND_PERSON_NEEDED: maker proposed it: somebody else must check"
                                + " it; nothing was changed"),
                check("maker", "1", "--approve"));
        assertEquals(before, books.content());
        assertEquals("proposed", state(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    99 accept                   | 1 | resolve: CLEARING_EXCEPTION_NOT_FOUND: there is no exception 99
                    2 link --authorization 77   | 1 | resolve: AUTHORIZATION_NOT_FOUND: there is no authorization 77
                    1 post --account 77         | 1 | resolve: ACCOUNT_NOT_FOUND: there is no account 77
                    2 post --account 2          | 1 | resolve: REQUEST_INVALID: post does not fit: it is booked to cardholder
                    1 post                      | 2 | --account goes with post, and post with it
                    2 link                      | 2 | --authorization goes with link, and link with it
                    2 forget                    | 2 | Invalid value for positional parameter at index 1 (ACTION): no action; there are accept, link, post, write_off, reject
                    """)
    void what_does_not_fit_is_said_in_one_line(String arguments, int exitCode, String said)
            throws SQLException {
        List<String> before = books.content();
        String[] words = arguments.split(" ", 2);
        Answer answer = resolve("maker", words[0], words[1].split(" "));
        assertEquals(exitCode, answer.exitCode());
        assertEquals(said, answer.err().lines().findFirst().orElse(""));
        assertEquals(before, books.content());
    }

    @Test
    void the_operator_is_the_database_login_wherever_it_is_not_the_local_profile()
            throws SQLException {
        Answer named =
                program.run(
                        "exceptions",
                        "resolve",
                        "1",
                        "accept",
                        "--why",
                        "seen",
                        "--operator",
                        "me");
        assertEquals(2, named.exitCode());
        assertEquals(
                "--operator is only for --profile local: elsewhere the operator is the database"
                        + " login",
                named.err().lines().findFirst().orElse(""));
        assertEquals(
                0, program.run("exceptions", "resolve", "1", "accept", "--why", "seen").exitCode());
        assertEquals(
                List.of(books.database().user()),
                books.rows("select maker from clearing_resolutions"));
    }

    private String state(int exception) throws SQLException {
        String json = list("--state", "all", "--after", String.valueOf(exception - 1)).out();
        return json.replaceAll("^.*?\"state\":\"(\\w+)\".*$", "$1");
    }

    private Answer list(String... arguments) {
        return program.run(joined(List.of("exceptions", "list", "--output", "json"), arguments));
    }

    private Answer resolve(String maker, String exception, String... arguments) {
        return program.run(
                joined(
                        List.of("exceptions", "resolve", exception, "--why", "seen"),
                        joined(List.of("--profile", "local", "--operator", maker), arguments)
                                .toArray(String[]::new)));
    }

    private Answer check(String checker, String exception, String verdict) {
        return program.run(
                "exceptions",
                "check",
                exception,
                verdict,
                "--why",
                "seen too",
                "--date",
                "2026-11-24",
                "--profile",
                "local",
                "--operator",
                checker);
    }

    private static List<String> joined(List<String> first, String... second) {
        return Stream.concat(first.stream(), List.of(second).stream()).toList();
    }

    private static void assertPrinted(String out, Answer answer) {
        assertEquals(new Answer(0, out, ""), answer);
    }
}
