package io.kessai.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a table is aligned. */
class TableTest {

    @Test
    void lines_up_words_to_the_left_and_numbers_to_the_right() {
        Table table =
                new Table(
                        List.of("system", "durable/s", "p99 ms", "change", "n"),
                        List.of(
                                List.of("kessai", "12,000", "3.2", "+4 %", "1"),
                                List.of("another one", "500", "100.0", "-1 %", "2")));

        assertEquals(
                """
                | system      | durable/s | p99 ms | change |   n |
                | ----------- | --------: | -----: | -----: | --: |
                | kessai      |    12,000 |    3.2 |   +4 % |   1 |
                | another one |       500 |  100.0 |   -1 % |   2 |
                """,
                table.markdown());
    }

    @Test
    void takes_a_column_for_numbers_though_some_are_missing() {
        Table table =
                new Table(
                        List.of("p99", "none", "mixed"),
                        List.of(
                                List.of("1.5", "", "1"),
                                List.of("-", "-", "too slow"),
                                List.of("", "-", "2")));

        assertEquals(
                """
                | p99 | none | mixed    |
                | --: | ---- | -------- |
                | 1.5 |      | 1        |
                |   - | -    | too slow |
                |     | -    | 2        |
                """,
                table.markdown());
    }

    @Test
    void escapes_the_character_that_ends_a_cell_and_counts_characters_once() {
        Table table =
                new Table(
                        List.of("a|b", "sign"),
                        List.of(List.of("x||y", "\ud835\udfd9"), List.of(" z ", "µ")));

        assertEquals(
                """
                | a\\|b   | sign |
                | ------ | ---- |
                | x\\|\\|y | \ud835\udfd9    |
                | z      | µ    |
                """,
                table.markdown());
    }

    @Test
    void has_a_header_without_rows() {
        assertEquals(
                """
                | rate | p99 |
                | ---- | --- |
                """,
                new Table(List.of("rate", "p99"), List.of()).markdown());
    }

    @Test
    void refuses_what_is_no_table() {
        List<String> header = List.of("a", "b");

        assertRefused(List.of(), List.of());
        assertRefused(header, List.of(List.of("1")));
        assertRefused(header, List.of(List.of("1", "2"), List.of("1", "2", "3")));
        assertRefused(header, List.of(List.of("1", "2\n3")));
        assertRefused(List.of("a", "b\nc"), List.of());
    }

    private static void assertRefused(List<String> header, List<List<String>> rows) {
        assertThrows(IllegalArgumentException.class, () -> new Table(header, rows));
    }
}
