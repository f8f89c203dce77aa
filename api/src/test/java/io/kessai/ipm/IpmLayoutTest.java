package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layout files: what is read from them, and how a faulty line is named. */
class IpmLayoutTest {

    @Test
    void theBuiltInLayoutNamesElementsAndSubelements() {
        IpmLayout layout = IpmLayout.standard();
        assertEquals(Optional.of("processing code"), layout.elementName(3));
        assertEquals(Optional.of("file id"), layout.pdsName(105));
        assertEquals(Optional.empty(), layout.pdsName(1000));
        assertFalse(layout.defines(64));
        assertFalse(layout.defines(128));
        assertFalse(layout.defines(129));
    }

    @Test
    void anOperatorsLayoutIsReadTheSameWay() {
        String text = builtIn() + "de 64 | ours | b | 8 | -\npds 1000 | ours | n | 2..4\n";
        IpmLayout layout = assertInstanceOf(IpmLayout.class, IpmLayout.parse(text));
        IpmDraft draft = Samples.presentment().pds(1000, "12345");
        byte[] file = Samples.file(Samples.PLAIN, List.of(draft));
        List<IpmRecord> records =
                Samples.records(Samples.reader(file, IpmOptions.standard().withLayout(layout)));
        DamagedRecord damaged = assertInstanceOf(DamagedRecord.class, records.get(1));
        assertEquals(RecordRule.PDS_LENGTH, ((RecordFault) damaged.faults().getFirst()).rule());
        assertEquals(Optional.of("ours"), layout.elementName(64));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                // a line behind the built-in ones  > rule
                "field 7                             > not a layout line",
                "de 64 | a | n | 6                   > the line has 4 columns, not 5",
                "pds 1 | a | n | 6 | -               > the line has 5 columns, not 4",
                "de 1 | a | n | 6 | -                > '1' is no number",
                "de 129 | a | n | 6 | -              > '129' is no number",
                "de x | a | n | 6 | -                > 'x' is no number",
                "de 64 | a | z | 6 | -               > content 'z' is unknown",
                "de 64 | a | x+n | 6 | -             > content 'x+n' is unknown",
                "de 64 | a | pds | ...999 | -        > content does not suit DE 64",
                "de 62 | a | ans | ...999 | -        > content does not suit DE 62",
                "de 64 | a | n | six | -             > 'six' is no length",
                "de 64 | a | n | 0 | -               > length 0 does not fit",
                "de 64 | a | n | ..100 | -           > length 100 does not fit",
                "de 64 | a | n | 6 | some            > 'some' are no message types",
                "de 2 | a | n | ..19 | -             > DE 2 stands twice",
                "pds 0105 | a | ans | 25             > PDS 0105 stands twice",
                "pds 9 | a | b | 25                  > content 'b' is unknown",
                "pds 9 | a | ans | x                 > 'x' is no length",
                "pds 9 | a | ans | 9..3              > '9..3' allows no length",
                "pds 9 | a | ans | 0*                > '0*' allows no length",
            })
    void aFaultyLineIsNamed(String line, String rule) {
        LayoutError error =
                assertInstanceOf(LayoutError.class, IpmLayout.parse(builtIn() + line + "\n"));
        assertEquals(rule, error.rule());
        assertEquals(builtIn().lines().count() + 1, error.line());
        assertFalse(error.remedy().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "de   4, DE 4 is not as it must be",
        "de  71, DE 71 is not as it must be",
        "pds 0105, PDS 0105 is not as it must be",
        "pds 0158, PDS 0158 is not as it must be"
    })
    void whatTheReaderStandsOnCannotBeLeftOut(String start, String rule) {
        String without = builtIn().replaceFirst("(?m)^" + start + " .*\n", "");
        LayoutError error = assertInstanceOf(LayoutError.class, IpmLayout.parse(without));
        assertEquals(rule, error.rule());
        assertEquals(0, error.line());
    }

    private static String builtIn() {
        try (InputStream in = IpmLayout.class.getResourceAsStream("ipm.layout")) {
            if (in == null) {
                throw new IllegalStateException("ipm.layout is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
