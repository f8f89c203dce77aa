package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.local.network.SeededCards;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PanSearchTest {
    private static final String PAN = SeededCards.pan(1234);

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("ASCII", PAN.getBytes(StandardCharsets.US_ASCII)),
                Arguments.of("EBCDIC", PAN.getBytes(Charset.forName("IBM1047"))),
                Arguments.of("BCD", HexFormat.of().parseHex(PAN)),
                Arguments.of("BCD", HexFormat.of().parseHex("7" + PAN + "7")),
                Arguments.of(
                        "hex",
                        HexFormat.of()
                                .formatHex(PAN.getBytes(StandardCharsets.US_ASCII))
                                .getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_seeded_number_is_found_in_every_form_at_every_place(String form, byte[] planted)
            throws IOException {
        for (int at : new int[] {0, 5, (1 << 20) - 20, (1 << 20), (1 << 20) + 31, 1 << 21}) {
            byte[] text = new byte[at + planted.length + 3];
            Arrays.fill(text, (byte) 'x');
            System.arraycopy(planted, 0, text, at, planted.length);
            PanSearch search = new PanSearch(2000);
            try (OutputStream sink = search.sink("text")) {
                sink.write(text);
            }
            assertEquals(
                    List.of("text at %,d: a card number in %s".formatted(at, form)), search.hits());
        }
    }

    @Test
    void numbers_that_were_not_seeded_are_none() throws IOException {
        PanSearch search = new PanSearch(1234);
        try (OutputStream sink = search.sink("text")) {
            sink.write((PAN + " " + SeededCards.badPan(7)).getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(0, search.found());
    }

    @Test
    void files_below_a_folder_are_searched(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/log"), "card " + PAN + " was here");
        PanSearch search = new PanSearch(2000);
        search.searchFiles(folder);
        assertEquals(1, search.found());
        assertEquals(30, search.bytesSearched());
    }
}
