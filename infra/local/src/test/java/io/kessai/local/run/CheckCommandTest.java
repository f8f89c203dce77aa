package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** On a checkout of its own, whose checks end as their names say. */
class CheckCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final String before = System.getProperty(Checkout.PROPERTY, "");
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void makeCheckout() throws IOException {
        Files.writeString(root.resolve("kessai"), "");
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve("infra/check"));
        Files.writeString(root.resolve("infra/check/lib.sh"), "exit 1");
        System.setProperty(Checkout.PROPERTY, root.toString());
    }

    @AfterEach
    void forget() {
        System.setProperty(Checkout.PROPERTY, before);
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', 0, holds",
        "1, '', 1, FAILS",
        "77, '', 0, not checked: a tool is missing",
        "77, --require-all, 1, not checked: a tool is missing",
        "127, '', 1, FAILS"
    })
    void a_check_ends_as_its_script_does(int ends, String option, int code, String told)
            throws IOException {
        script("a", 0);
        script("b", ends);
        script("c", 0);
        assertEquals(code, option.isEmpty() ? check("infra") : check("infra", option));
        String expected =
                "a\n    said by a\n    holds\nb\n    said by b\n    %s\nc\n    said by c\n    holds\n";
        assertEquals(expected.formatted(told), out.toString());
    }

    @Test
    void one_is_run_alone_and_a_name_that_nobody_has_is_wrong_usage() throws IOException {
        script("a", 1);
        script("b", 0);
        assertEquals(0, check("infra", "--only", "b"));
        assertEquals(2, check("infra", "--only", "lib"));
        assertEquals(2, check("moon"));
        assertTrue(out.toString().startsWith("b\n"), out::toString);
    }

    private void script(String name, int code) throws IOException {
        Files.writeString(
                root.resolve("infra/check/" + name + ".sh"),
                "echo said by %s\nexit %d\n".formatted(name, code));
    }

    private int check(String... words) {
        CommandLine kessai = Kessai.commandLine();
        kessai.setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
        String[] all = new String[words.length + 1];
        all[0] = "check";
        System.arraycopy(words, 0, all, 1, words.length);
        return kessai.execute(all);
    }
}
