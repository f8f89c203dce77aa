package io.kessai.clearing.report;

import io.kessai.clearing.report.Report.Section;
import io.kessai.clearing.report.ReportTable.Row;

/** A report as one HTML page that needs nothing else: style and charts are in it. */
final class HtmlPage {
    private static final String STYLE =
            """
            body { font: 15px/1.45 system-ui, sans-serif; color: #1c2430; margin: 2rem auto;
              max-width: 70rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin-bottom: .2rem; }
            h2 { font-size: 1.1rem; margin: 2.2rem 0 .3rem; }
            p { margin: .2rem 0 .6rem; color: #566072; }
            p.well { color: #10683a; font-weight: 600; }
            p.look { color: #a11d1d; font-weight: 600; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { border-bottom: 1px solid #d9dee6; padding: .25rem .7rem; text-align: left;
              vertical-align: top; white-space: pre-line; }
            th { color: #566072; font-weight: 600; }
            .n { text-align: right; white-space: nowrap; }
            tr.look td { background: #fdecea; }
            svg { display: block; width: 100%; max-width: 54rem; margin: .5rem 0 1rem; }
            svg text { font: 13px system-ui, sans-serif; fill: #1c2430; }
            svg rect { fill: #3569a8; }
            """;

    private HtmlPage() {}

    static String of(Report report) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<title>").append(escaped(report.title())).append("</title>\n");
        page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        page.append("<h1>").append(escaped(report.title())).append("</h1>\n");
        page.append("<p>Business date %s, generated at %s</p>\n"
                        .formatted(report.businessDate(), report.generatedAt()));
        page.append(conclusion(report.alarms()));
        report.sections().forEach(section -> append(page, section));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String conclusion(long alarms) {
        return alarms == 0
                ? "<p class=\"well\">Everything adds up.</p>\n"
                : "<p class=\"look\">%s to look at, marked below.</p>\n"
                        .formatted(alarms == 1 ? "1 row" : Shown.grouped(alarms) + " rows");
    }

    private static void append(StringBuilder page, Section section) {
        ReportTable table = section.table();
        page.append("<h2 id=\"%s\">%s</h2>\n<p>%s</p>\n"
                        .formatted(
                                escaped(table.name()),
                                escaped(table.title()),
                                escaped(section.note())));
        if (table.rows().isEmpty()) {
            page.append("<p>None.</p>\n");
            return;
        }
        page.append(BarChart.svg(table.title(), section.bars()));
        page.append("<table>\n<thead><tr>");
        for (int i = 0; i < table.columns().size(); i++) {
            boolean isNumber = Shown.isNumber(table.rows().getFirst().cells().get(i));
            page.append(isNumber ? "<th class=\"n\">" : "<th>")
                    .append(escaped(table.columns().get(i).replace('_', ' ')))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(row -> append(page, row));
        page.append("</tbody>\n</table>\n");
    }

    private static void append(StringBuilder page, Row row) {
        page.append(row.isAlarming() ? "<tr class=\"look\">" : "<tr>");
        for (Cell cell : row.cells()) {
            page.append(Shown.isNumber(cell) ? "<td class=\"n\">" : "<td>")
                    .append(escaped(Shown.text(cell)))
                    .append("</td>");
        }
        page.append("</tr>\n");
    }

    /** Text that stays text between tags and in quoted attributes; control characters vanish. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (c == '\n' || !Character.isISOControl(c)) {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
