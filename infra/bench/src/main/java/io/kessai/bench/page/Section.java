package io.kessai.bench.page;

import java.util.List;

/**
 * What one benchmark found, and what is needed to repeat it.
 *
 * @param title tells the section from the others of its page
 * @param machine what it was measured on
 * @param commit the source that was measured
 * @param command what was typed
 * @param flags of the measured JVM; empty for its defaults
 * @param body Markdown of the results, with headings of the third level and below
 */
public record Section(
        String title,
        String machine,
        String commit,
        String command,
        List<String> flags,
        String body) {

    /**
     * Drops spaces around each text above the body.
     *
     * @throws IllegalArgumentException when such a text is blank or more than one line, or the body
     *     has a heading of the first two levels or a code fence that never ends
     */
    public Section {
        title = line("title", title);
        machine = line("machine", machine);
        commit = line("commit", commit);
        command = line("command", command);
        flags = flags.stream().map(flag -> line("flag", flag)).toList();
        requireInside(body);
    }

    /** Ends with one line break. */
    String markdown() {
        String head =
                """
                ## %s

                - machine: %s
                - commit: %s
                - command: %s
                - JVM flags: %s
                """
                        .formatted(
                                title,
                                machine,
                                commit,
                                code(command),
                                flags.isEmpty() ? "none" : code(String.join(" ", flags)));
        return body.isBlank() ? head : head + "\n" + body.stripTrailing() + "\n";
    }

    /** A code span, between more backticks than the text has in a row. */
    private static String code(String text) {
        String ticks = "`";
        while (text.contains(ticks)) {
            ticks += "`";
        }
        String gap = ticks.length() > 1 ? " " : "";
        return ticks + gap + text + gap + ticks;
    }

    private static String line(String name, String text) {
        String line = text.strip();
        if (line.lines().count() != 1) {
            throw new IllegalArgumentException("not one line of text: " + name + " '" + text + "'");
        }
        return line;
    }

    private static void requireInside(String body) {
        Outline outline = Outline.of(body);
        if (!outline.headings().isEmpty()) {
            throw new IllegalArgumentException(
                    "the body would begin another section: "
                            + outline.headings().getFirst().title());
        }
        if (outline.openFence().isPresent()) {
            throw new IllegalArgumentException(
                    "the body has a code fence that never ends, line "
                            + outline.openFence().getAsInt());
        }
    }
}
