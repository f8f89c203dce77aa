package io.kessai.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headings of the first two levels in a Markdown text: lines of one or two number signs, a
 * space and the title, outside fenced code blocks (CommonMark 0.31.2, sections 4.2 and 4.5).
 * Indented and underlined headings are not seen.
 *
 * @param headings in the order of the text
 * @param openFence the line, from 1, of a code fence that never ends
 */
record Outline(List<Heading> headings, OptionalInt openFence) {

    private static final Pattern HEADING = Pattern.compile("(?<level>##?) (?<title>.*)");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(?<marks>`{3,}|~{3,})(?<info>.*)");

    /**
     * One heading.
     *
     * @param start offset of its line in the text
     */
    record Heading(int level, String title, int start) {

        boolean isSection(String name) {
            return level == 2 && title.equals(name);
        }
    }

    static Outline of(String markdown) {
        List<Heading> headings = new ArrayList<>();
        String openMarks = "";
        int openLine = 0;
        int number = 0;
        int start = 0;
        for (String line : markdown.split("\n", -1)) {
            number++;
            if (!openMarks.isEmpty()) {
                openMarks = closes(line, openMarks) ? "" : openMarks;
            } else {
                openMarks = opening(line);
                openLine = number;
                addHeading(headings, line, start);
            }
            start += line.length() + 1;
        }
        return new Outline(
                List.copyOf(headings),
                openMarks.isEmpty() ? OptionalInt.empty() : OptionalInt.of(openLine));
    }

    private static void addHeading(List<Heading> headings, String line, int start) {
        Matcher heading = HEADING.matcher(line.stripTrailing());
        if (heading.matches()) {
            headings.add(
                    new Heading(
                            heading.group("level").length(),
                            heading.group("title").strip(),
                            start));
        }
    }

    /** The marks of a code fence that begins here, or nothing. */
    private static String opening(String line) {
        Matcher fence = FENCE.matcher(line.stripTrailing());
        boolean isFence =
                fence.matches()
                        && (fence.group("marks").startsWith("~")
                                || !fence.group("info").contains("`"));
        return isFence ? fence.group("marks") : "";
    }

    private static boolean closes(String line, String openMarks) {
        Matcher fence = FENCE.matcher(line.stripTrailing());
        return fence.matches()
                && fence.group("marks").startsWith(openMarks)
                && fence.group("info").isEmpty();
    }
}
