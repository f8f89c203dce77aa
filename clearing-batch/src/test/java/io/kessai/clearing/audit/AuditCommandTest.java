package io.kessai.clearing.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line: where the login comes from, the forms of the report, the exit codes. */
@Tag("database")
class AuditCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private SmallBooks books;

    @BeforeEach
    void open() throws SQLException {
        books = new SmallBooks();
        Login reader = books.login(DatabaseRole.READER);
        environment.put("KESSAI_DB_READER_USER", reader.user());
        environment.put("KESSAI_DB_READER_PASSWORD", reader.password());
        environment.put("KESSAI_DB_USER", "nobody");
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void right_books_end_with_0_and_a_table() {
        assertEquals(0, audit("--db", books.url(), "--development-keys"));
        List<String> lines = out.toString().lines().toList();
        assertEquals(
                "A1  held is what open holds keep                            held-is-what-remains"
                        + "              holds        0       2 accounts",
                lines.get(3));
        assertEquals("clean: 29 hold, 0 broken, 2 not checked, 0 not applicable", lines.getLast());
    }

    @Test
    void broken_books_end_with_4_and_name_the_row() throws SQLException {
        books.run("update accounts set held = 9 where id = 2");
        assertEquals(4, audit("--db", books.url()));
        assertTrue(
                out.toString()
                        .contains(
                                """
                                A1 held-is-what-remains: 1 broken
                                  account 2
                                      expected held 250
                                      found    held 9
                                """),
                out::toString);
    }

    @Test
    void json_carries_the_same() throws SQLException {
        books.run("update accounts set held = 9 where id = 2");
        assertEquals(4, audit("--db", books.url(), "--output", "json"));
        assertTrue(
                out.toString()
                        .contains(
                                "{\"invariant\":\"A1\",\"rule\":\"held-is-what-remains\","
                                        + "\"status\":\"broken\",\"examined\":2,"
                                        + "\"unit\":\"accounts\",\"broken\":1,\"findings\":[{"
                                        + "\"subject\":\"account 2\",\"expected\":\"held 250\","
                                        + "\"found\":\"held 9\"}],\"notes\":[]}"),
                out::toString);
    }

    @Test
    void the_url_may_come_from_the_environment() {
        environment.put("KESSAI_DB_URL", books.url());
        assertEquals(0, audit());
    }

    @Test
    void a_login_on_the_command_line_comes_first() {
        assertEquals(1, audit("--db", books.url(), "--user", "stranger", "--password", "wrong"));
        assertTrue(err.toString().contains("stranger"), err::toString);
    }

    @Test
    void a_database_that_does_not_answer_ends_with_3() {
        assertEquals(3, audit("--db", "jdbc:postgresql://127.0.0.1:1/kessai?password=secret"));
        assertTrue(err.toString().startsWith("audit: jdbc:postgresql://127.0.0.1:1/kessai: "));
        assertEquals(-1, err.toString().indexOf("secret"));
    }

    @Test
    void a_database_that_is_not_there_ends_with_1() {
        assertEquals(1, audit("--db", books.url().replaceAll("/[^/]*$", "/no_such")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output xml",
                "--limit 0",
                "--answers /nowhere/answers.jsonl",
                "--logs /nowhere/logs",
                "--db mysql://127.0.0.1/kessai",
                "--no-such-option"
            })
    void wrong_usage_ends_with_2(String options) {
        environment.put("KESSAI_DB_URL", books.url());
        assertEquals(2, audit(options.split(" ")));
    }

    @Test
    void a_vault_key_that_is_none_is_wrong_usage_and_never_printed() {
        environment.put("KESSAI_VAULT_TOKEN_KEY", "sesame");
        assertEquals(2, audit("--db", books.url()));
        assertEquals(-1, err.toString().indexOf("sesame"));
    }

    /** It would find no card and call the books clean. */
    @Test
    void the_key_of_the_local_profile_is_refused_elsewhere() throws SQLException {
        books.run("update kessai_environment set profile = 'production'");
        assertEquals(2, audit("--db", books.url(), "--development-keys"));
        assertEquals(
                "--development-keys is only for a database declared local, and this one is"
                        + " production: give KESSAI_VAULT_TOKEN_KEY instead, or neither",
                err.toString().lines().findFirst().orElse(""));
        assertEquals(0, audit("--db", books.url()));
    }

    private int audit(String... arguments) {
        return new CommandLine(new AuditCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
