package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.DialectFolder.Faulty;
import io.kessai.iso8583.DialectFolder.FileFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator's folder gives, and how a faulty file is named. */
class DialectFolderTest {
    private static final String SMALL =
            """
            text ascii
            digits ascii
            bitmap hex
            mti ascii
            length-prefix ascii
            7 | time | n | 10 | digits | open
            """;

    @TempDir private Path folder;

    static Stream<String> builtInNames() {
        return Dialect.builtInNames().stream();
    }

    @ParameterizedTest
    @MethodSource("builtInNames")
    void aCopyOfABuiltInDialectSpeaksTheSame(String name) throws IOException {
        write("copy-of-" + name + ".dialect", DialectTest.builtInText(name));
        DialectFolder read = DialectFolder.read(folder);
        assertEquals(List.of(), read.faults());
        Dialect copy = read.find("copy-of-" + name).orElseThrow();
        assertEquals(Dialect.builtIn(name).orElseThrow().fields(), copy.fields());
        for (var golden : GoldenMessages.of(name)) {
            Message message = GoldenMessagesTest.decode(new MessageCodec(copy), golden);
            assertEquals(
                    golden.payload().toHex(),
                    Bytes.of(new MessageCodec(copy).encode(message)).toHex());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                // file              | added line         | line | rule
                "mine.dialect        | bitmaps hex        | 7    | no header is called bitmaps",
                "mine.dialect        | text ascii         | 7    | header text stands twice",
                "mine.dialect        | fact increment 9=1 | 7    | field 9 has no readable text",
                "iso87-ascii.dialect | -                  | 0    | the name iso87-ascii is built in",
                "Mine.dialect        | -                  | 0    | 'Mine.dialect' is no name of a dialect file",
                ".dialect            | -                  | 0    | '.dialect' is no name of a dialect file",
            })
    void aFaultyFileIsNamedWithItsLine(String file, String added, int line, String rule)
            throws IOException {
        write(file, SMALL + (added == null ? "" : added + "\n"));
        DialectFolder read = DialectFolder.read(folder);
        assertEquals(Set.of(), read.dialects().keySet());
        FileFault fault = only(read.faults());
        assertEquals(folder.resolve(file), fault.file());
        assertEquals(line, fault.line());
        assertEquals(rule, fault.rule());
        assertFalse(fault.remedy().isEmpty());
    }

    @Test
    void everyFaultyFileIsNamedAndTheSoundOnesAreThere() throws IOException {
        write("a.dialect", SMALL + "x\n");
        write("b.dialect", SMALL);
        write("c.dialect", "");
        write("notes.txt", "not a dialect");
        Files.createDirectory(folder.resolve("old.dialect"));
        DialectFolder read = DialectFolder.read(folder);
        assertEquals(Set.of("b"), read.dialects().keySet());
        assertEquals(
                List.of("a.dialect", "c.dialect"),
                read.faults().stream().map(f -> "" + f.file().getFileName()).toList());
        assertEquals("b", read.find("b").orElseThrow().name());
        assertEquals("iso87-ascii", read.find("iso87-ascii").orElseThrow().name());
        assertTrue(read.find("a").isEmpty());
    }

    @Test
    void aFaultReadsAsOneLine() throws IOException {
        write("mine.dialect", SMALL + "7 | time | n | 10 | digits | open\n");
        Faulty faulty =
                assertInstanceOf(
                        Faulty.class, DialectFolder.readFile(folder.resolve("mine.dialect")));
        assertEquals(
                folder.resolve("mine.dialect")
                        + ", line 7: field 7 stands twice; remove one of the two",
                faulty.fault().toString());
    }

    @Test
    void whatIsNoTextIsNotRead() throws IOException {
        Files.write(folder.resolve("latin.dialect"), new byte[] {'#', (byte) 0xE9, '\n'});
        write("long.dialect", "#".repeat(262_145));
        assertEquals(
                List.of("the file is not text in UTF-8", "the file is longer than 262144 bytes"),
                DialectFolder.read(folder).faults().stream().map(FileFault::rule).toList());
    }

    @Test
    void aFolderThatIsNotThereIsAFault() {
        FileFault fault = only(DialectFolder.read(folder.resolve("missing")).faults());
        assertEquals("the folder cannot be listed", fault.rule());
        Path file = folder.resolve("missing.dialect");
        Faulty faulty = assertInstanceOf(Faulty.class, DialectFolder.readFile(file));
        assertEquals(
                new FileFault(file, 0, "the file cannot be read", "name a file that may be read"),
                faulty.fault());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static FileFault only(List<FileFault> faults) {
        assertEquals(1, faults.size(), "" + faults);
        return faults.getFirst();
    }
}
