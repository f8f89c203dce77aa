package io.kessai.local.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a night printed, for people who read their first one: what every stage did of the whole
 * night. Pure. What was done of a single file is left to the night's log; a line that is neither is
 * kept as it is, since it may be a warning.
 */
final class NightSummary {
    private static final Pattern OF_ONE_FILE =
            Pattern.compile("[a-z-]+ of file \\d+( shard \\d+/\\d+)?: .*");
    private static final Pattern OF_THE_NIGHT = Pattern.compile("([a-z-]+): (.*)");
    private static final int WIDTH = 72;

    private NightSummary() {}

    /** The lines to show, a stage's name in front of what it counted. */
    static List<String> of(List<String> printed) {
        List<String> lines = new ArrayList<>();
        for (String line : printed) {
            Matcher stage = OF_THE_NIGHT.matcher(line);
            if (stage.matches()) {
                rows(stage.group(1), stage.group(2)).forEach(lines::add);
            } else if (!OF_ONE_FILE.matcher(line).matches()) {
                lines.add("  " + line);
            }
        }
        return lines;
    }

    /** A name and its counters, folded between two counters where the line gets long. */
    private static List<String> rows(String name, String counters) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String counter : counters.split(", ", -1)) {
            if (!row.isEmpty() && row.length() + counter.length() > WIDTH) {
                rows.add(row.append(',').toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : ", ").append(counter);
        }
        rows.add(row.toString());
        List<String> named = new ArrayList<>();
        for (String text : rows) {
            named.add(String.format(Locale.ROOT, "  %-22s %s", named.isEmpty() ? name : "", text));
        }
        return named;
    }
}
