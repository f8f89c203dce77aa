package io.kessai.bench.page;

import java.util.List;

/**
 * How a series is drawn: dashes and markers tell it from the others without its hue.
 *
 * @param stroke of line and marker
 * @param dashes an SVG {@code stroke-dasharray}
 * @param marker path of an SVG around the point 0 0
 */
record Look(String stroke, String dashes, String marker) {

    /** Okabe and Ito, "Color Universal Design" (2008), without its yellow: too pale on white. */
    private static final List<String> STROKES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00", "#56b4e9");

    private static final List<String> DASHES = List.of("none", "9 4", "2 4", "9 4 2 4", "16 5");

    private static final List<String> MARKERS =
            List.of(
                    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
                    "M-4 -4h8v8h-8z",
                    "M0 -5l5 9h-10z",
                    "M0 -5l5 5l-5 5l-5 -5z",
                    "M-4 -4l8 8M-4 4l8 -8",
                    "M-5 0h10M0 -5v10");

    /**
     * Thirty differ in dashes or marker.
     *
     * @param index of the series in its chart, from 0
     */
    static Look of(int index) {
        return new Look(
                STROKES.get(index % STROKES.size()),
                DASHES.get(index % DASHES.size()),
                MARKERS.get(index % MARKERS.size()));
    }

    String lineStyle() {
        return "fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\""
                .formatted(stroke, dashes);
    }

    String markerStyle() {
        return "fill=\"%1$s\" stroke=\"%1$s\" stroke-width=\"2\"".formatted(stroke);
    }
}
