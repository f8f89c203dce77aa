package io.kessai.clearing.report;

import io.kessai.clearing.report.Report.Bar;
import io.kessai.domain.Ratio;
import java.util.List;

/** Horizontal bars as SVG inside a page: no script, no font, nothing from elsewhere. */
final class BarChart {
    private static final int ROW = 22;
    private static final int LABELS = 230;
    private static final int LONGEST = 420;
    private static final int WIDTH = 860;

    private BarChart() {}

    /** Nothing for no bars. Lengths are whole pixels, so that the same data give the same text. */
    static String svg(String title, List<Bar> bars) {
        if (bars.isEmpty()) {
            return "";
        }
        long most = Math.max(1, bars.stream().mapToLong(Bar::value).max().orElse(1));
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">\n"
                        .formatted(WIDTH, bars.size() * ROW + 4, HtmlPage.escaped(title)));
        for (int i = 0; i < bars.size(); i++) {
            bar(svg, bars.get(i), i * ROW + 2, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Bar bar, int top, long most) {
        int length = length(bar.value(), most);
        svg.append(
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect x="%d" y="%d" width="%d" height="%d"/>
                <text x="%d" y="%d">%s</text>
                """
                        .formatted(
                                LABELS - 8,
                                top + 15,
                                HtmlPage.escaped(bar.label()),
                                LABELS,
                                top + 3,
                                length,
                                ROW - 6,
                                LABELS + length + 8,
                                top + 15,
                                HtmlPage.escaped(bar.shown())));
    }

    /** Something, however little, is seen. */
    private static int length(long value, long most) {
        int length = (int) Ratio.scaleDown(value, LONGEST, most);
        return value > 0 ? Math.max(1, length) : 0;
    }
}
