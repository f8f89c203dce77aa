package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import io.kessai.clearing.post.NightBooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator loads rates: all of a file or nothing, and the same file again changes nothing. */
@Tag("database")
class RatesCommandTest {
    private static final String FILE =
            """
            source central bank
            rate USD JPY 155.25 from 2026-11-20T00:00:00Z
            rate USD JPY 156 from 2026-11-21T00:00:00Z
            markup standard 250 from 2026-11-01T00:00:00Z
            """;
    private static final String LOADED =
            "select (select count(*) from rates), (select count(*) from markups)";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private NightBooks books;

    @SuppressWarnings("NullAway.Init")
    private Program program;

    @BeforeEach
    void open() throws SQLException {
        books = new NightBooks(1);
        program = new Program(books.database());
    }

    @AfterEach
    void close() throws SQLException {
        books.close();
    }

    @Test
    void a_file_is_loaded_once() throws Exception {
        assertEquals(
                new Answer(0, "loaded 2 rates and 1 markups by anna; 0 were loaded before", ""),
                load(FILE));
        assertEquals(
                new Answer(0, "loaded 0 rates and 0 markups by anna; 3 were loaded before", ""),
                load(FILE));
        assertEquals(List.of("2 1"), books.rows(LOADED));
        assertEquals(List.of("anna"), books.rows("select distinct loaded_by from rates"));
    }

    @Test
    void a_dry_run_loads_nothing() throws Exception {
        assertEquals(
                new Answer(0, "would load 2 rates and 1 markups by anna; 0 were loaded before", ""),
                load(FILE, "--dry-run"));
        assertEquals(List.of("0 0"), books.rows(LOADED));
    }

    @Test
    void a_file_with_a_wrong_line_or_another_rate_loads_nothing() throws Exception {
        assertEquals(1, load(FILE + "rate USD JPY x from 2026-11-22T00:00:00Z").exitCode());
        assertEquals(List.of("0 0"), books.rows(LOADED));
        load("rate USD JPY 155 from 2026-11-20T00:00:00Z");
        Answer refused = load(FILE);
        assertEquals(1, refused.exitCode());
        assertTrue(
                refused.err()
                        .endsWith(
                                ", line 2: it was loaded before as 155 until 2026-11-24T00:00:00Z,"
                                        + " and what was loaded is never changed; give it another"
                                        + " 'from'"),
                refused.err());
        assertEquals(List.of("1 0"), books.rows(LOADED));
        load("markup standard 1 from 2026-11-01T00:00:00Z");
        Answer markup = load("markup standard 2 from 2026-11-01T00:00:00Z");
        assertTrue(markup.err().contains(", line 1: it was loaded before as 1, "), markup.err());
    }

    @Test
    void what_was_loaded_is_listed_newest_first() throws Exception {
        load(FILE);
        assertEquals(
                """
                from  to   rate    valid_from            counts_until          source        loaded_by
                USD   JPY  156     2026-11-21T00:00:00Z  2026-11-25T00:00:00Z  central bank  anna
                USD   JPY  155.25  2026-11-20T00:00:00Z  2026-11-21T00:00:00Z  central bank  anna

                product   basis_points  valid_from            loaded_by
                standard  250           2026-11-01T00:00:00Z  anna""",
                program.run("rates", "list").out());
        assertEquals(
                "{\"rates\":[{\"from\":\"USD\",\"to\":\"JPY\",\"rate\":\"156\","
                        + "\"valid_from\":\"2026-11-21T00:00:00Z\","
                        + "\"counts_until\":\"2026-11-25T00:00:00Z\",\"source\":\"central bank\","
                        + "\"loaded_by\":\"anna\"}],\"markups\":[{\"product\":\"standard\","
                        + "\"basis_points\":250,\"valid_from\":\"2026-11-01T00:00:00Z\","
                        + "\"loaded_by\":\"anna\"}]}",
                program.run("rates", "list", "--limit", "1", "--output", "json").out());
    }

    @Test
    void elsewhere_the_operator_is_the_login() throws Exception {
        books.run("update kessai_environment set profile = 'production'");
        Answer refused = load(FILE);
        assertTrue(refused.err().contains("--profile local is only for a database"), refused.err());
        assertEquals(List.of("0 0"), books.rows(LOADED));
    }

    private Answer load(String content, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.rates"), content);
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "rates",
                                "load",
                                file.toString(),
                                "--operator",
                                "anna",
                                "--profile",
                                "local"));
        words.addAll(List.of(options));
        return program.run(words);
    }
}
