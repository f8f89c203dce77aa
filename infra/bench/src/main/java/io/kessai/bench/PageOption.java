package io.kessai.bench;

import io.kessai.bench.page.ResultsPage;
import io.kessai.bench.page.Section;
import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether what a benchmark found goes onto the page of the day (UTC). */
final class PageOption {

    @Option(
            names = "--page",
            description = "put what was found on docs/benchmarks/<date>.md as well")
    private boolean isWanted;

    boolean isWanted() {
        return isWanted;
    }

    ResultsPage page() {
        return ResultsPage.of(
                Checkout.find().root().resolve("docs/benchmarks"), LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Puts a section on the page, if that is wanted.
     *
     * @param command what was typed behind {@code ./kessai bench}
     * @param flags of the measured JVM
     */
    void put(String title, List<String> command, List<String> flags, String body)
            throws IOException, InterruptedException {
        if (isWanted) {
            page().put(
                            new Section(
                                    title,
                                    Machine.describe(),
                                    commit(),
                                    "./kessai bench " + String.join(" ", command),
                                    flags,
                                    body));
            System.out.println("on " + page().file());
        }
    }

    /** With "-dirty" behind it where the sources are not those of the commit. */
    private static String commit() throws IOException, InterruptedException {
        Process git =
                new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                        .directory(Checkout.find().root().toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? said.strip() : "unknown";
    }
}
