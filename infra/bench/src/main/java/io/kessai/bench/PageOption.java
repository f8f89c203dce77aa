package io.kessai.bench;

import io.kessai.bench.page.ResultsPage;
import io.kessai.bench.page.Section;
import io.kessai.local.run.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether what a benchmark found goes onto the page of the day (UTC). */
public final class PageOption {

    private static final String PAGES = "docs/benchmarks";

    @Option(
            names = "--page",
            description = "put what was found on docs/benchmarks/<date>.md as well")
    private boolean isWanted;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec bench = CommandSpec.create();

    boolean isWanted() {
        return isWanted;
    }

    ResultsPage page() {
        return ResultsPage.of(Checkout.find().root().resolve(PAGES), LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Puts a section on the page, if that is wanted, with what was typed.
     *
     * @param flags of the measured JVM
     */
    public void put(String title, List<String> flags, String body)
            throws IOException, InterruptedException {
        if (isWanted) {
            page().put(new Section(title, Machine.describe(), commit(), command(), flags, body));
            System.out.println("on " + page().file());
        }
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of("./kessai bench", bench.name()));
        words.addAll(bench.commandLine().getParseResult().originalArgs());
        return String.join(" ", words);
    }

    /**
     * With "-dirty" behind it where the sources are not those of the commit; pages, which the parts
     * before this one wrote to, are none.
     */
    private static String commit() throws IOException, InterruptedException {
        Optional<String> named = git("rev-parse", "--short=12", "HEAD");
        boolean isClean = git("diff", "--quiet", "HEAD", "--", ".", ":!" + PAGES).isPresent();
        return named.map(commit -> isClean ? commit : commit + "-dirty").orElse("unknown");
    }

    /** What it says; nothing where it fails. */
    private static Optional<String> git(String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git =
                new ProcessBuilder(command)
                        .directory(Checkout.find().root().toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    }
}
