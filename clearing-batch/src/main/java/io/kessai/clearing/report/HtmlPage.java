package io.kessai.clearing.report;

import io.kessai.clearing.report.Report.Section;
import io.kessai.clearing.report.ReportTable.Row;

/**
 * A report as one HTML page that needs nothing else: style and charts are in it, there is no
 * script, and it reads by keyboard, on paper, and in light as in dark surroundings. What people
 * must look at is marked by a word, not by colour alone.
 */
final class HtmlPage {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --text: #1c2430; --soft: #535d6e; --line: #d9dee6;
              --page: #ffffff; --head: #f4f6f9; --bar: #3569a8; --well: #10683a; --look: #a11d1d;
              --looked: #fdecea; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e3e7ee; --soft: #a6b0c0; --line: #39424f; --page: #14181e;
                --head: #1d232c; --bar: #6fa3e0; --well: #6fcf97; --look: #ff9c94;
                --looked: #40211f; }
            }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--text);
              background: var(--page); margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0 0 .2rem; overflow-wrap: anywhere; }
            h2 { font-size: 1.15rem; margin: 2.4rem 0 .3rem; }
            p { margin: .2rem 0 .6rem; color: var(--soft); }
            p.well { color: var(--well); font-weight: 600; }
            p.look, .mark { color: var(--look); font-weight: 600; }
            nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .8rem 0 0;
              padding: 0; list-style: none; }
            a { color: inherit; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums;
              min-width: min(100%, 34rem); }
            caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
            th, td { border-bottom: 1px solid var(--line); padding: .3rem .7rem; text-align: left;
              vertical-align: top; }
            td { white-space: pre-line; }
            thead th { background: var(--head); color: var(--soft); font-weight: 600;
              vertical-align: bottom; }
            .n { text-align: right; }
            td.n { white-space: nowrap; }
            tr.look > * { background: var(--looked); }
            svg { display: block; width: 100%; max-width: 54rem; margin: .5rem 0 1rem; }
            svg text { font: 13px system-ui, sans-serif; fill: var(--text); }
            svg rect { fill: var(--bar); }
            @media print { body { max-width: none; margin: 0; } nav { display: none; }
              section { break-inside: avoid; } }
            """;

    private HtmlPage() {}

    static String of(Report report) {
        StringBuilder page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>").append(escaped(report.title())).append("</title>\n");
        page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<h1>").append(escaped(report.title())).append("</h1>\n");
        page.append(
                "<p>Business date %s, generated at %s.</p>\n"
                        .formatted(report.businessDate(), report.generatedAt()));
        page.append(conclusion(report.alarms()));
        appendContents(page, report);
        report.sections().forEach(section -> append(page, section));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String conclusion(long alarms) {
        return alarms == 0
                ? "<p class=\"well\">Everything adds up.</p>\n"
                : "<p class=\"look\">%s to look at, marked below.</p>\n"
                        .formatted(alarms == 1 ? "1 row" : Shown.grouped(alarms) + " rows");
    }

    private static void appendContents(StringBuilder page, Report report) {
        page.append("<nav aria-label=\"Contents\">\n<ul>\n");
        for (Section section : report.sections()) {
            ReportTable table = section.table();
            page.append(
                    "<li><a href=\"#%s\">%s</a>%s</li>\n"
                            .formatted(
                                    escaped(table.name()),
                                    escaped(table.title()),
                                    table.alarms() == 0 ? "" : marked(table.alarms())));
        }
        page.append("</ul>\n</nav>\n");
    }

    private static String marked(long alarms) {
        return " <span class=\"mark\">(%s to look at)</span>".formatted(Shown.grouped(alarms));
    }

    private static void append(StringBuilder page, Section section) {
        ReportTable table = section.table();
        page.append(
                "<section aria-labelledby=\"%1$s\">\n<h2 id=\"%1$s\">%2$s</h2>\n"
                        .formatted(escaped(table.name()), escaped(table.title())));
        if (table.rows().isEmpty()) {
            page.append("<p>%s</p>\n<p>None.</p>\n".formatted(escaped(section.note())));
        } else {
            page.append(BarChart.svg(table.title(), section.bars()));
            page.append("<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"")
                    .append(escaped(table.name()))
                    .append("\">\n<table>\n<caption>")
                    .append(escaped(section.note()))
                    .append("</caption>\n<thead><tr>");
            appendColumns(page, table);
            page.append("</tr></thead>\n<tbody>\n");
            table.rows().forEach(row -> append(page, row));
            page.append("</tbody>\n</table>\n</div>\n");
        }
        page.append("</section>\n");
    }

    private static void appendColumns(StringBuilder page, ReportTable table) {
        for (int i = 0; i < table.columns().size(); i++) {
            boolean isNumber = Shown.isNumber(table.rows().getFirst().cells().get(i));
            page.append(isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .append(escaped(table.columns().get(i).replace('_', ' ')))
                    .append("</th>");
        }
    }

    private static void append(StringBuilder page, Row row) {
        page.append(row.isAlarming() ? "<tr class=\"look\">" : "<tr>");
        for (int i = 0; i < row.cells().size(); i++) {
            Cell cell = row.cells().get(i);
            page.append(Shown.isNumber(cell) ? "<td class=\"n\">" : "<td>");
            if (i == 0 && row.isAlarming()) {
                page.append("<span class=\"mark\">look:</span> ");
            }
            page.append(escaped(Shown.text(cell))).append("</td>");
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
