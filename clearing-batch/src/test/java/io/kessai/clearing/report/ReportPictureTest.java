package io.kessai.clearing.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden page opens in a browser, where one is installed; {@link ReportTest} makes it. */
@Tag("slow")
class ReportPictureTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 3600;

    private static final int WHITE = 0xffffff;
    private static final int NIGHT = 0x14181e;
    private static final int BAR = 0x3569a8;
    private static final int BAR_AT_NIGHT = 0x6fa3e0;
    private static final int LOOK = 0xfdecea;
    private static final int LOOK_AT_NIGHT = 0x40211f;

    /** Of the five charts; a bar is at least a hundred pixels of one colour. */
    private static final int BAR_PIXELS_MIN = 20_000;

    private static final int ROW_PIXELS_MIN = 10_000;

    @TempDir private Path folder = Path.of("");

    @Test
    void charts_and_marks_are_seen_by_day_and_by_night() throws IOException, InterruptedException {
        Chromium browser = browser();
        Path page = folder.resolve("report.html");
        try (InputStream golden = ReportPictureTest.class.getResourceAsStream("report-day.html")) {
            Files.copy(Objects.requireNonNull(golden), page);
        }
        Map<Integer, Integer> day =
                colours(browser.picture(page, folder, "day", WIDTH, HEIGHT, false));
        assertSeen(day, WHITE, BAR, LOOK);
        Map<Integer, Integer> night =
                colours(browser.picture(page, folder, "night", WIDTH, HEIGHT, true));
        assertSeen(night, NIGHT, BAR_AT_NIGHT, LOOK_AT_NIGHT);
    }

    private static void assertSeen(Map<Integer, Integer> colours, int page, int bar, int look) {
        assertTrue(colours.getOrDefault(page, 0) > WIDTH * HEIGHT / 2, "the page's colour");
        assertTrue(colours.getOrDefault(bar, 0) > BAR_PIXELS_MIN, "the charts");
        assertTrue(colours.getOrDefault(look, 0) > ROW_PIXELS_MIN, "the row to look at");
    }

    private static Chromium browser() {
        Optional<Chromium> found = Chromium.find();
        if (found.isEmpty()) {
            String why = "not run: picture of a report: no Chromium is installed";
            System.out.println(why);
            return abort(why);
        }
        return found.get();
    }

    /** How many pixels have each colour. */
    private static Map<Integer, Integer> colours(BufferedImage picture) {
        assertEquals(WIDTH, picture.getWidth());
        assertEquals(HEIGHT, picture.getHeight());
        Map<Integer, Integer> colours = new HashMap<>();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                colours.merge(picture.getRGB(x, y) & WHITE, 1, Integer::sum);
            }
        }
        return colours;
    }
}
