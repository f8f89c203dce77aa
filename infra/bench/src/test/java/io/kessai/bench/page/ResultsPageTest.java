package io.kessai.bench.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a section changes on a page, and what it leaves. */
class ResultsPageTest {
    private static final LocalDate DATE = LocalDate.of(2026, 10, 2);

    @TempDir private Path temporary;

    private Path folder = Path.of("");
    private ResultsPage page = ResultsPage.of(folder, DATE);

    @BeforeEach
    void name_a_folder_that_is_missing() {
        folder = temporary.resolve("docs/benchmarks");
        page = ResultsPage.of(folder, DATE);
    }

    @Test
    void creates_the_folder_and_the_page() throws IOException {
        page.put(section("Codec", "61 ns a message"));

        assertEquals(folder.resolve("2026-10-02.md"), page.file());
        assertEquals(
                """
                # Benchmarks of 2026-10-02

                ## Codec

                - machine: 2 cores
                - commit: 517f8c8
                - command: `./kessai bench`
                - JVM flags: `-Xmx1g -XX:+UseSerialGC`

                61 ns a message
                """,
                Files.readString(page.file()));
    }

    @Test
    void appends_sections_in_the_order_in_which_they_first_came() throws IOException {
        page.put(section("Codec", "first"));
        page.put(section("Growth", "second"));
        page.put(section("Soak", "third"));

        String before = Files.readString(page.file());
        page.put(section("Growth", "second, again"));

        assertEquals(before.replace("second", "second, again"), Files.readString(page.file()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Codec", "Growth", "Soak"})
    void changes_nothing_when_the_same_section_comes_twice(String title) throws IOException {
        page.put(section("Codec", "first"));
        page.put(section("Growth", "```\n## not a heading\n```"));
        page.put(section("Soak", "third\n\n\n"));
        String before = Files.readString(page.file());

        page.put(section(title, before(title)));

        assertEquals(before, Files.readString(page.file()));
    }

    private static String before(String title) {
        return switch (title) {
            case "Codec" -> "first";
            case "Growth" -> "```\n## not a heading\n```";
            default -> "third";
        };
    }

    @Test
    void keeps_what_was_written_by_hand_byte_for_byte() throws IOException {
        String above =
                "# Benchmarks of 2026-10-02\r\n\r\n  Seen on a *quiet*\tmachine — 静か。  \n\n\n";
        String below = "##   What it means \n\n\n* slower than hoped\r\n\n# Notes\nno line break";
        write(above + section("Codec", "old").markdown() + "\n" + below);

        page.put(section("Codec", "new"));

        assertEquals(
                above + section("Codec", "new").markdown() + "\n" + below,
                Files.readString(page.file()));
    }

    @Test
    void ends_a_section_at_the_next_heading_of_the_first_or_second_level() throws IOException {
        for (String heading : List.of("# Notes", "## Notes", "##  Codec of others")) {
            write("## Codec\nold\n\n### old\n\n#### old\n\n##old\n" + heading + "\n");

            page.put(section("Codec", "new"));

            assertEquals(
                    section("Codec", "new").markdown() + "\n" + heading + "\n",
                    Files.readString(page.file()));
        }
    }

    @Test
    void takes_no_heading_in_a_code_fence_for_a_boundary() throws IOException {
        String fenced = "````text\n```\n## Codec\n~~~\n## Growth\n````\n\n";
        String tail = "## Growth\n";
        write("# Page\n\n" + fenced + "## Codec\n\n~~~~ sh\n## Growth\n~~~\n~~~~~\nold\n" + tail);

        page.put(section("Codec", "new"));

        assertEquals(
                "# Page\n\n" + fenced + section("Codec", "new").markdown() + "\n" + tail,
                Files.readString(page.file()));
    }

    @Test
    void tells_titles_apart_that_begin_alike() throws IOException {
        page.put(section("Codec", "short"));
        page.put(section("Codec, binary", "long"));
        String before = Files.readString(page.file());

        page.put(section("Codec, binary", "longer"));

        assertEquals(before.replace("long", "longer"), Files.readString(page.file()));
    }

    @Test
    void takes_no_heading_of_another_level_for_a_section() throws IOException {
        write("# Codec\n\n### Codec\n");

        page.put(section("Codec", "new"));

        assertEquals(
                "# Codec\n\n### Codec\n\n" + section("Codec", "new").markdown(),
                Files.readString(page.file()));
    }

    @Test
    void replaces_the_first_of_two_sections_of_one_title() throws IOException {
        write("## Codec\none\n## Codec\ntwo\n");

        page.put(section("Codec", "new"));

        assertEquals(
                section("Codec", "new").markdown() + "\n## Codec\ntwo\n",
                Files.readString(page.file()));
    }

    @Test
    void leaves_a_blank_line_before_what_it_appends() throws IOException {
        String added = section("Codec", "new").markdown();
        for (String[] row :
                new String[][] {
                    {"", ""},
                    {"by hand", "\n\n"},
                    {"by hand\n", "\n"},
                    {"by hand\n\n", ""},
                    {"by hand\r\n\r\n", ""},
                    {"by hand\n\n\n", ""}
                }) {
            write(row[0]);

            page.put(section("Codec", "new"));

            assertEquals(row[0] + row[1] + added, Files.readString(page.file()));
        }
    }

    @Test
    void refuses_a_page_whose_code_fence_never_ends_and_leaves_it() throws IOException {
        String open = "# Page\n\n```\n## Codec\n``\n ``` sh\n    ```\n";
        write(open);

        IOException refusal =
                assertThrows(IOException.class, () -> page.put(section("Codec", "new")));

        assertEquals(page.file() + ":3: this code fence never ends", refusal.getMessage());
        assertEquals(open, Files.readString(page.file()));
    }

    @Test
    void refuses_a_page_that_is_not_utf_8_and_leaves_it() throws IOException {
        byte[] latin = {'c', 'a', 'f', (byte) 0xe9};
        Files.createDirectories(folder);
        Files.write(page.file(), latin);

        assertThrows(MalformedInputException.class, () -> page.put(section("Codec", "new")));

        assertArrayEquals(latin, Files.readAllBytes(page.file()));
    }

    @Test
    void writes_an_image_beside_the_page() throws IOException {
        Path image = page.putImage("latency-p99", "<svg/>");
        page.putImage("latency-p99", "<svg></svg>");

        assertEquals(folder.resolve("2026-10-02-latency-p99.svg"), image);
        assertEquals("<svg></svg>", Files.readString(image));
        assertEquals("![p99](2026-10-02-latency-p99.svg)", ResultsPage.image("p99", image));
        assertEquals(
                "![a \\[b\\] \\\\ c](2026-10-02-latency-p99.svg)",
                ResultsPage.image("a [b] \\ c", image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "a--b", "A", "a b", "../a", "a.svg", "a\n"})
    void refuses_a_name_of_an_image_that_is_no_plain_word(String name) {
        assertThrows(IllegalArgumentException.class, () -> page.putImage(name, "<svg/>"));

        assertFalse(Files.exists(folder));
    }

    @Test
    void leaves_nothing_else_in_the_folder() throws IOException {
        page.put(section("Codec", "first"));
        page.put(section("Codec", "second"));
        Path image = page.putImage("codec", "<svg/>");

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(image, page.file()), files.sorted().toList());
        }
    }

    @Test
    void leaves_no_part_of_a_file_that_could_not_be_replaced() throws IOException {
        Path inTheWay = folder.resolve("2026-10-02-codec.svg");
        Files.createDirectories(inTheWay.resolve("full"));

        assertThrows(IOException.class, () -> page.putImage("codec", "<svg/>"));

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(inTheWay), files.toList());
        }
    }

    private void write(String content) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(page.file(), content);
    }

    private static Section section(String title, String body) {
        return new Section(
                title,
                "2 cores",
                "517f8c8",
                "./kessai bench",
                List.of("-Xmx1g", "-XX:+UseSerialGC"),
                body);
    }
}
