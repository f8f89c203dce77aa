package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.exceptions.FourPurchases;
import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.run.ClearingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/**
 * Two people, each with a login of their own, on the exceptions of {@link FourPurchases} in a
 * database that is not declared local.
 */
@Tag("database")
class OperatorsAreLoginsTest {
    private static final String ANNA = "operator_anna";
    private static final String BEN = "operator_ben";
    private static final String MADE = "select maker from clearing_resolutions order by id";

    @SuppressWarnings("NullAway.Init")
    private NightBooks books;

    @BeforeEach
    void post() throws SQLException {
        books = FourPurchases.posted();
        declare("production");
        for (String person : List.of(ANNA, BEN)) {
            books.run(
                    """
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s login password '%2$s' in role kessai_batch;
                        end if;
                    end $$\
                    """
                            .formatted(person, login(person).password()));
        }
    }

    @AfterEach
    void close() throws SQLException {
        assertEquals(List.of(), books.broken());
        books.close();
    }

    @Test
    void what_one_login_proposes_another_checks() throws SQLException {
        assertEquals(
                new Answer(
                        0,
                        "exception 1: resolution 1, write_off by operator_anna; waits for its"
                                + " checker",
                        ""),
                run(ANNA, "resolve", "1", "write-off"));
        assertEquals(
                new Answer(
                        1,
                        "",
                        "check: SECOND_PERSON_NEEDED: operator_anna proposed it: somebody else must"
                                + " check it; nothing was changed"),
                run(ANNA, "check", "1", "--approve"));
        assertEquals(
                new Answer(0, "exception 1: resolution 1 approved by operator_ben", ""),
                run(BEN, "check", "1", "--approve"));
        assertEquals(
                List.of("operator_anna operator_ben"),
                books.rows("select maker, checker from clearing_checks"));
    }

    /** Whatever program writes the row. */
    @Test
    void nobody_proposes_under_anothers_name() throws SQLException {
        assertRefused(
                ANNA,
                "clearing_resolutions_maker_is_login",
                "maker operator_ben is not the login operator_anna: only a database declared local"
                        + " takes another name",
                proposal(BEN));
        assertEquals(List.of(), books.rows(MADE));
        execute(BEN, proposal(BEN));
        assertEquals(List.of(BEN), books.rows(MADE));
    }

    @Test
    void nobody_checks_under_anothers_name() throws SQLException {
        execute(ANNA, proposal(ANNA));
        assertRefused(
                ANNA,
                "clearing_checks_checker_is_login",
                "checker operator_ben is not the login operator_anna: only a database declared"
                        + " local takes another name",
                check(BEN));
        assertEquals(List.of(), books.rows("select checker from clearing_checks"));
        execute(BEN, check(BEN));
    }

    @Test
    void no_operator_makes_the_database_local() throws SQLException {
        String closed = "permission denied for table kessai_environment";
        for (String change :
                List.of(
                        "update kessai_environment set profile = 'local'",
                        "insert into kessai_environment (profile) values ('local')",
                        "delete from kessai_environment")) {
            assertRefused(ANNA, "", closed, change);
        }
        assertRefused(
                ANNA,
                "clearing_resolutions_maker_is_login",
                "maker operator_ben is not the login operator_anna",
                "create temporary table kessai_environment as select 'local'::text as profile;"
                        + "set search_path = pg_temp, public; set role kessai_batch; "
                        + proposal(BEN));
        assertEquals(List.of("production"), books.rows("select profile from kessai_environment"));
    }

    /** A declaration that is gone opens nothing. */
    @Test
    void without_a_declaration_it_is_production() throws SQLException {
        books.run("delete from kessai_environment");
        assertRefused(
                ANNA,
                "clearing_resolutions_maker_is_login",
                "maker operator_ben is not the login operator_anna",
                proposal(BEN));
    }

    @Test
    void the_local_profile_is_refused_before_anything_is_written() throws SQLException {
        List<String> before = books.content();
        for (String[] words :
                List.of(
                        new String[] {"resolve", "1", "accept", "--operator", BEN},
                        new String[] {"resolve", "1", "accept"})) {
            List<String> arguments = new ArrayList<>(List.of(words));
            arguments.addAll(List.of("--profile", "local"));
            Answer answer = run(ANNA, arguments.toArray(String[]::new));
            assertEquals(2, answer.exitCode(), answer.err());
            assertEquals(
                    "--profile local is only for a database declared local, and this one is"
                            + " production: leave it and --operator out, you are the database login"
                            + " operator_anna",
                    answer.err().lines().findFirst().orElse(""));
        }
        assertEquals(before, books.content());
        assertEquals(List.of(), books.rows(MADE));
    }

    /** It is one operator like any other, under its own name. */
    @Test
    void the_login_of_the_night_is_never_both() throws SQLException {
        String night = books.database().user();
        assertEquals(0, run(night, "resolve", "1", "write-off").exitCode());
        assertEquals(List.of(night), books.rows(MADE));
        assertEquals(1, run(night, "check", "1", "--approve").exitCode());
        assertRefused(
                night, "clearing_checks_checker_is_login", "checker operator_ben", check(BEN));
        assertEquals(List.of(), books.rows("select checker from clearing_checks"));
    }

    @Test
    void in_a_local_database_a_name_is_enough() throws SQLException {
        declare("local");
        execute(ANNA, proposal(BEN));
        assertEquals(List.of(BEN), books.rows(MADE));
    }

    private void declare(String profile) throws SQLException {
        books.run("update kessai_environment set profile = '%s'".formatted(profile));
    }

    private Answer run(String person, String... words) {
        List<String> arguments = new ArrayList<>(List.of("exceptions"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--why", "seen", "--date", "2026-11-24"));
        return new Program(login(person)).run(arguments);
    }

    private ClearingDatabase login(String person) {
        return new ClearingDatabase(books.database().url(), person, books.database().password());
    }

    private static String proposal(String maker) {
        return """
               insert into public.clearing_resolutions (exception_id, moves_money, action, maker, why)
               values (1, true, 'write_off', '%s', 'x')\
               """
                .formatted(maker);
    }

    private String check(String checker) throws SQLException {
        return """
               insert into clearing_checks (resolution_id, exception_id, maker, checker, verdict, why)
               values (1, 1, '%s', '%s', 'refused', 'x')\
               """
                .formatted(books.rows(MADE).getFirst(), checker);
    }

    private void execute(String person, String sql) throws SQLException {
        try (Connection connection = login(person).connect("test");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertRefused(String person, String constraint, String told, String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> execute(person, sql));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(told), message);
        if (!constraint.isEmpty()) {
            assertEquals(constraint, constraint(refused));
        }
    }

    private static String constraint(SQLException refused) {
        return refused instanceof PSQLException told && told.getServerErrorMessage() != null
                ? String.valueOf(told.getServerErrorMessage().getConstraint())
                : "";
    }
}
