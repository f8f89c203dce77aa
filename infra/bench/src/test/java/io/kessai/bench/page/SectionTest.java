package io.kessai.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a section looks like, and what it must not hold. */
class SectionTest {

    @Test
    void says_how_to_repeat_it_before_what_it_found() {
        assertEquals(
                """
                ## Codec

                - machine: Linux amd64, 2 cores
                - commit: 517f8c8
                - command: `./kessai bench codec`
                - JVM flags: none

                ### ASCII

                100 % of 61 ns
                """,
                new Section(
                                "Codec",
                                "Linux amd64, 2 cores",
                                "517f8c8",
                                "./kessai bench codec",
                                List.of(),
                                "### ASCII\n\n100 % of 61 ns\n\n")
                        .markdown());
    }

    @Test
    void ends_after_the_list_when_it_has_no_body() {
        assertTrue(withBody("").markdown().endsWith("\n- JVM flags: none\n"));
    }

    @Test
    void writes_a_command_with_backticks_between_more_of_them() {
        Section section = new Section("Codec", "m", "c", "run `a` ``b``", List.of("-D`"), "");

        assertTrue(section.markdown().contains("\n- command: ``` run `a` ``b`` ```\n"));
        assertTrue(section.markdown().contains("\n- JVM flags: `` -D` ``\n"));
    }

    @Test
    void drops_spaces_around_what_names_it() {
        assertEquals(
                new Section("t", "m", "c", "k", List.of("-f"), " body "),
                new Section(" t", "m ", "c\n", "\tk ", List.of(" -f "), " body "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "a\nb", "a\r\nb", "a\rb"})
    void refuses_a_text_that_is_not_one_line(String text) {
        List<String> none = List.of();
        List<String> flags = List.of(text);

        assertRefused(() -> new Section(text, "m", "c", "k", none, ""));
        assertRefused(() -> new Section("t", text, "c", "k", none, ""));
        assertRefused(() -> new Section("t", "m", text, "k", none, ""));
        assertRefused(() -> new Section("t", "m", "c", text, none, ""));
        assertRefused(() -> new Section("t", "m", "c", "k", flags, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## a",
                "a\n# b",
                "a\n## b\n",
                "```\n```\n## a",
                "``` `\n## a\n```",
                "    ```\n## a\n    ```",
                "```",
                "a\n~~~ b\n```\n",
                "````\n```\n",
                "```\n## a\n``` b\n"
            })
    void refuses_a_body_that_would_not_stay_in_the_section(String body) {
        assertRefused(() -> withBody(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "### a",
                "#a\n##b\n    ## c\n#\n##",
                "```\n## a\n```",
                "  ~~~ `text`\n# a\n~~~~  ",
                "``` text\r\n## a\r\n```\r\n",
                "```\u2028\n## a\n```",
                "a ``` b\n- ``` c"
            })
    void holds_any_other_body(String body) {
        assertTrue(withBody(body).markdown().contains(body.stripTrailing()));
    }

    private static Section withBody(String body) {
        return new Section("Codec", "m", "c", "k", List.of(), body);
    }

    private static void assertRefused(Executable construction) {
        assertThrows(IllegalArgumentException.class, construction);
    }
}
