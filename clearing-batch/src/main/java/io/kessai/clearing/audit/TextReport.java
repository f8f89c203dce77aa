package io.kessai.clearing.audit;

import io.kessai.clearing.audit.CheckResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An audit as aligned text: a table of all checks, then what is broken, then notes. */
final class TextReport {
    private static final List<String> HEADINGS =
            List.of("", "what must be true", "check", "result", "broken", "looked at");

    private TextReport() {}

    /** Lines end in a line feed, the last one too. */
    static String of(AuditReport report) {
        StringBuilder out = new StringBuilder();
        out.append("audit of ").append(report.database());
        out.append(" as of ").append(report.snapshotAt()).append("\n\n");
        table(out, report.results());
        for (CheckResult result : report.results()) {
            findings(out, result);
        }
        notes(out, report.results());
        return out.append('\n').append(conclusion(report)).append('\n').toString();
    }

    private static void table(StringBuilder out, List<CheckResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        for (CheckResult result : results) {
            rows.add(
                    List.of(
                            result.invariant().name(),
                            result.invariant().title(),
                            result.rule(),
                            result.status().words(),
                            result.unit().isEmpty() ? "" : String.valueOf(result.broken()),
                            result.unit().isEmpty()
                                    ? ""
                                    : String.format(Locale.ROOT, "%,d ", result.examined())
                                            + result.unit()));
        }
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).repeat(' ', widths[i] - cell.length() + 2);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static void findings(StringBuilder out, CheckResult result) {
        if (result.findings().isEmpty()) {
            return;
        }
        out.append('\n').append(result.invariant()).append(' ').append(result.rule());
        out.append(": ").append(result.broken()).append(" broken\n");
        for (Finding finding : result.findings()) {
            out.append("  ").append(finding.subject()).append('\n');
            out.append("      expected ").append(finding.expected()).append('\n');
            out.append("      found    ").append(finding.found()).append('\n');
        }
        long more = result.broken() - result.findings().size();
        if (more > 0) {
            out.append("  and ").append(more).append(" more\n");
        }
    }

    private static void notes(StringBuilder out, List<CheckResult> results) {
        out.append('\n');
        for (CheckResult result : results) {
            for (String note : result.notes()) {
                out.append(result.invariant()).append(' ').append(result.rule());
                out.append(": ").append(note).append('\n');
            }
        }
    }

    private static String conclusion(AuditReport report) {
        return "%s: %d hold, %d broken, %d not checked, %d not applicable"
                .formatted(
                        report.isClean() ? "clean" : "BROKEN",
                        report.count(Status.HOLDS),
                        report.count(Status.BROKEN),
                        report.count(Status.NOT_CHECKED),
                        report.count(Status.NOT_APPLICABLE));
    }
}
