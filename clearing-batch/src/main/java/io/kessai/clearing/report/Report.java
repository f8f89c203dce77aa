package io.kessai.clearing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A report, whatever form it is shown in.
 *
 * @param name of what it is about: {@code day}, {@code file-17}, {@code run-nightly}
 * @param generatedAt as told by whoever asked; nothing else in a report comes from a clock
 */
record Report(
        String name,
        String title,
        LocalDate businessDate,
        Instant generatedAt,
        List<Section> sections) {

    Report {
        sections = List.copyOf(sections);
    }

    /**
     * @param note what the table means, one sentence
     * @param bars drawn above the table; none where a drawing would say nothing
     */
    record Section(ReportTable table, String note, List<Bar> bars) {
        Section {
            bars = List.copyOf(bars);
        }
    }

    /**
     * A bar of a chart.
     *
     * @param value its length, not negative
     * @param shown the value as people read it
     */
    record Bar(String label, long value, String shown) {}

    /** Rows that people must look at. */
    long alarms() {
        return sections.stream().mapToLong(section -> section.table().alarms()).sum();
    }
}
