package io.kessai.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.bench.page.LatencyChart.Point;
import io.kessai.bench.page.LatencyChart.Series;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a chart shows, read from its XML. The plot is 80 to 720 wide and 50 to 370 high. */
class LatencyChartTest {
    private static final Series LADDER =
            new Series(
                    "kessai",
                    List.of(new Point(0, 1), new Point(4_000, 10), new Point(8_000, 100)));

    @Test
    void puts_known_points_where_they_belong() throws Exception {
        Document image = image(LatencyChart.of("p99", List.of(LADDER)));

        assertEquals("80,370 400,210 720,50", elements(image, "polyline").getFirst().points());
        assertEquals(
                List.of("translate(80 370)", "translate(400 210)", "translate(720 50)"),
                elements(image, "path").subList(0, 3).stream()
                        .map(marker -> marker.attribute("transform"))
                        .toList());
    }

    @Test
    void names_itself_its_axes_and_its_series() throws Exception {
        Document image = image(LatencyChart.of("p99 over rate", List.of(LADDER)));

        assertEquals("img", image.getDocumentElement().getAttribute("role"));
        assertEquals("p99 over rate", elements(image, "title").getFirst().text());
        List<String> texts = texts(image);
        assertTrue(
                texts.containsAll(
                        List.of(
                                "p99 over rate",
                                "messages a second",
                                "latency in ms, logarithmic",
                                "kessai")));
    }

    @Test
    void marks_steps_of_one_two_and_five_on_both_axes() throws Exception {
        Document image = image(LatencyChart.of("p99", List.of(LADDER)));

        assertEquals(
                List.of(
                        "0", "1,000", "2,000", "3,000", "4,000", "5,000", "6,000", "7,000", "8,000",
                        "1", "2", "5", "10", "20", "50", "100"),
                texts(image).subList(1, 17));
        assertEquals(9 + 7 + 2, elements(image, "line").size());
    }

    @Test
    void lies_on_white() throws Exception {
        Document image = image(LatencyChart.of("p99", List.of(LADDER)));

        Shape background = elements(image, "rect").getFirst();
        assertEquals("#ffffff", background.attribute("fill"));
        assertEquals("100%", background.attribute("width"));
        assertEquals("100%", background.attribute("height"));
    }

    @Test
    void draws_the_limit_across_the_plot() throws Exception {
        Document image = image(LatencyChart.of("p99", List.of(LADDER)).withLimit(10));

        Shape limit = elements(image, "line").getLast();
        assertEquals("80 210 720 210", limit.ends());
        assertTrue(texts(image).contains("limit 10 ms"));
    }

    @Test
    void makes_room_for_a_limit_above_all_points() throws Exception {
        Series fast = new Series("fast", List.of(new Point(10, 1), new Point(20, 2)));
        Document image = image(LatencyChart.of("p99", List.of(fast)).withLimit(100));

        assertEquals("80 50 720 50", elements(image, "line").getLast().ends());
        assertTrue(elements(image, "polyline").getFirst().points().startsWith("400,370 "));
    }

    @Test
    void draws_a_single_point_as_a_marker() throws Exception {
        Document image =
                image(LatencyChart.of("p99", List.of(new Series("one", List.of(new Point(5, 5))))));

        assertEquals(
                "translate(720 %s)".formatted(middle(2, 10, 5)),
                elements(image, "path").getFirst().attribute("transform"));
    }

    @Test
    void draws_equal_values_as_a_level_line() throws Exception {
        Series level = new Series("level", List.of(new Point(500, 2), new Point(1_000, 2)));
        Document image = image(LatencyChart.of("p99", List.of(level)));

        String y = middle(1, 5, 2);
        assertEquals(
                "400,%s 720,%s".formatted(y, y), elements(image, "polyline").getFirst().points());
    }

    @Test
    void names_an_empty_series_and_draws_the_others() throws Exception {
        Document image =
                image(LatencyChart.of("p99", List.of(new Series("none", List.of()), LADDER)));

        assertTrue(texts(image).containsAll(List.of("none", "kessai")));
        assertEquals(1 + 2, elements(image, "polyline").size());
    }

    @Test
    void is_an_empty_grid_without_points() throws Exception {
        for (List<Series> series : List.of(List.<Series>of(), List.of(new Series("", List.of())))) {
            List<String> texts = texts(image(LatencyChart.of("", series)));

            assertEquals(List.of("", "0", "1", "1", "2", "5", "10"), texts.subList(0, 7));
        }
    }

    @Test
    void draws_a_latency_of_zero_as_a_microsecond() throws Exception {
        Series fast = new Series("fast", List.of(new Point(0, 0), new Point(0, 0.1)));
        Document image = image(LatencyChart.of("p99", List.of(fast)).withLimit(0));

        assertEquals("80,370 80,50", elements(image, "polyline").getFirst().points());
        assertTrue(texts(image).containsAll(List.of("0.001", "0.1", "limit 0 ms")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b & c > \"d\" 'e'", "]]>", "<!-- ", "&amp;", "決済 \ud83d\ude80"})
    void escapes_what_it_is_given(String name) throws Exception {
        Document image = image(LatencyChart.of(name, List.of(new Series(name, List.of()))));

        assertEquals(name, elements(image, "title").getFirst().text());
        assertEquals(name, texts(image).getFirst());
        assertEquals(name, texts(image).getLast());
    }

    @Test
    void replaces_characters_that_xml_does_not_have() throws Exception {
        Document image = image(LatencyChart.of("a\u0000b\u001bc\ud800d\uffffe", List.of()));

        assertEquals("a\ufffdb\ufffdc\ufffdd\ufffde", elements(image, "title").getFirst().text());
    }

    @Test
    void tells_thirty_series_apart_without_their_hue() throws Exception {
        List<Series> many =
                IntStream.range(0, 30)
                        .mapToObj(i -> new Series("s" + i, List.of(new Point(i, 1))))
                        .toList();
        Document image = image(LatencyChart.of("p99", many));

        Set<String> looks = new HashSet<>();
        List<Shape> lines = elements(image, "polyline");
        List<Shape> markers = elements(image, "path");
        for (int i = 0; i < 30; i++) {
            looks.add(
                    lines.get(2 * i).attribute("stroke-dasharray")
                            + markers.get(3 * i).attribute("d"));
        }
        assertEquals(30, looks.size());
    }

    @Test
    void ends_below_its_legend() throws Exception {
        for (int count : new int[] {0, 1, 7}) {
            Series empty = new Series("name", List.of());
            Element root =
                    image(
                                    LatencyChart.of(
                                            "p99",
                                            IntStream.range(0, count)
                                                    .mapToObj(i -> empty)
                                                    .toList()))
                            .getDocumentElement();

            assertEquals("760", root.getAttribute("width"));
            assertEquals("0 0 760 " + root.getAttribute("height"), root.getAttribute("viewBox"));
            assertEquals(440 + 22 * count, Integer.parseInt(root.getAttribute("height")));
        }
    }

    @Test
    void is_the_same_in_every_locale() {
        LatencyChart chart =
                LatencyChart.of("p99", List.of(new Series("s", List.of(new Point(1_234.5, 0.7)))))
                        .withLimit(2.5);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String expected = chart.svg();
            for (String tag : List.of("de-DE", "fr-FR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(expected, chart.svg(), tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void refuses_what_no_clock_measures(double value) {
        LatencyChart chart = LatencyChart.of("p99", List.of());

        assertThrows(IllegalArgumentException.class, () -> new Point(value, 1));
        assertThrows(IllegalArgumentException.class, () -> new Point(1, value));
        assertThrows(IllegalArgumentException.class, () -> chart.withLimit(value));
    }

    /** Where a value lies between the bottom and the top of the plot. */
    private static String middle(double bottom, double top, double value) {
        return Drawing.number(
                Math.round(100 * (370 - 320 * Math.log(value / bottom) / Math.log(top / bottom)))
                        / 100.0);
    }

    private static Document image(LatencyChart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())));
    }

    private static List<String> texts(Document image) {
        return elements(image, "text").stream().map(Shape::text).toList();
    }

    private static List<Shape> elements(Document image, String name) {
        NodeList found = image.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> new Shape((Element) found.item(i)))
                .toList();
    }

    private record Shape(Element element) {

        String attribute(String name) {
            return element.getAttribute(name);
        }

        String points() {
            return attribute("points");
        }

        String ends() {
            return String.join(
                    " ", attribute("x1"), attribute("y1"), attribute("x2"), attribute("y2"));
        }

        String text() {
            return element.getTextContent();
        }
    }
}
