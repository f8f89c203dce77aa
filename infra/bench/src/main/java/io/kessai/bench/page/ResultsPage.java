package io.kessai.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The page {@code <yyyy-MM-dd>.md} of one day's benchmarks, in Markdown and UTF-8, and the images
 * beside it.
 *
 * <p>A section reaches from its line {@code ## title} to the next heading of the first or second
 * level, as {@link Outline} sees them, or to the end of the page. Text written by hand therefore
 * stays when it comes before the first section or has such a heading of its own; what is added
 * under a section's heading is replaced with the section.
 *
 * <p>Files are replaced whole, by a move. Two processes must not write the same page at once.
 */
public final class ResultsPage {
    private static final Pattern IMAGE_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Path folder;
    private final LocalDate date;

    private ResultsPage(Path folder, LocalDate date) {
        this.folder = folder;
        this.date = date;
    }

    /**
     * Writes nothing yet.
     *
     * @param folder created with the first file when it is missing
     */
    public static ResultsPage of(Path folder, LocalDate date) {
        return new ResultsPage(folder, date);
    }

    public Path file() {
        return folder.resolve(date + ".md");
    }

    /**
     * Replaces the first section of the same title, or appends one; a missing page is created. The
     * rest of the page keeps its bytes.
     *
     * @throws IOException when the page cannot be read or written, is not UTF-8 or has a code fence
     *     that never ends; it is then as it was
     */
    public void put(Section section) throws IOException {
        String page =
                Files.exists(file()) ? Files.readString(file()) : "# Benchmarks of " + date + "\n";
        write(file(), with(section, page));
    }

    /**
     * Writes or replaces {@code <yyyy-MM-dd>-<name>.svg} beside the page. A section shows it by
     * {@link #image}.
     *
     * @param name lower-case letters, digits and single hyphens between them
     * @return the file
     * @throws IllegalArgumentException when the name has other characters
     */
    public Path putImage(String name, String svg) throws IOException {
        if (!IMAGE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of an image: " + name);
        }
        Path file = folder.resolve(date + "-" + name + ".svg");
        write(file, svg);
        return file;
    }

    /**
     * The Markdown that shows an image on a page in the same folder: {@code ![title](file)}.
     *
     * @param title what a reader gets who cannot see the image
     */
    public static String image(String title, Path file) {
        return "![" + title.replaceAll("[\\\\\\[\\]]", "\\\\$0") + "](" + file.getFileName() + ")";
    }

    private String with(Section section, String page) throws IOException {
        Outline outline = Outline.of(page);
        if (outline.openFence().isPresent()) {
            throw new IOException(
                    "%s:%s: this code fence never ends"
                            .formatted(file(), outline.openFence().getAsInt()));
        }
        List<Outline.Heading> headings = outline.headings();
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).isSection(section.title())) {
                String before = page.substring(0, headings.get(i).start());
                String after =
                        i + 1 < headings.size()
                                ? "\n" + page.substring(headings.get(i + 1).start())
                                : "";
                return before + section.markdown() + after;
            }
        }
        return page + gapAfter(page) + section.markdown();
    }

    /** What is missing of a blank line before the next heading. */
    private static String gapAfter(String page) {
        if (page.isEmpty() || page.endsWith("\n\n") || page.endsWith("\n\r\n")) {
            return "";
        }
        return page.endsWith("\n") ? "\n" : "\n\n";
    }

    private void write(Path file, String content) throws IOException {
        Files.createDirectories(folder);
        Path part = folder.resolve("." + file.getFileName() + ".part");
        try {
            Files.writeString(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
