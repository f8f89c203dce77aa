package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void elsewhereThanOnATerminalItIsALineEveryTenth() {
        String shown = show(false, 2000, 7);
        assertEquals(10, shown.lines().count(), shown);
        assertEquals("seed: 100 % (2,000)", shown.lines().toList().getLast());
    }

    @Test
    void onATerminalItRedrawsOneLine() {
        List<String> drawn = List.of(show(true, 4, 1).split("\r"));
        assertEquals("seed [###############...............]  50 % (2)", drawn.get(2));
        assertEquals("seed [##############################] 100 % (4)", drawn.getLast().strip());
    }

    private static String show(boolean terminal, long total, long step) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (Progress progress = new Progress("seed", total, out, terminal)) {
            for (long done = 0; done < total; done += step) {
                progress.advance(step);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
