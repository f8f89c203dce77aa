package io.kessai.clearing.report;

import io.kessai.clearing.report.Report.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each kind of report shows, in its order. Pure.
 *
 * @param books exceptions of the files asked for and all open ones, and holds that end
 */
record ReportContent(Instant generatedAt, BooksFacts books) {

    /** A network that stood in for hours sends more than a page can hold. */
    static final int ADVICES_MAX = 1_000;

    /**
     * @param advices of the date
     */
    Report day(LocalDate date, List<FileFacts> files, AdviceFacts advices) {
        Set<Long> ids = ids(files);
        List<Section> sections = new ArrayList<>(records(files));
        sections.add(BooksTables.raised(books, ids));
        sections.add(BooksTables.open(books, date, ids, true));
        sections.add(BooksTables.expiry(books));
        sections.addAll(standIn(advices));
        return new Report("day", "Clearing of " + date, date, generatedAt, sections);
    }

    /**
     * @param files those it worked on
     */
    Report run(RunFacts run, List<FileFacts> files) {
        Set<Long> ids = ids(files);
        List<Section> sections = new ArrayList<>();
        sections.add(
                new Section(
                        RunTables.steps(List.of(run)),
                        "Every try of this run; a step that ran again says what was left to do.",
                        List.of()));
        sections.addAll(records(files));
        sections.add(BooksTables.raised(books, ids));
        sections.add(BooksTables.open(books, run.businessDate(), ids, false));
        sections.add(BooksTables.expiry(books));
        return new Report(
                "run-" + run.kind().replace('_', '-'),
                "Run %s of %s".formatted(run.kind().replace('_', '-'), run.businessDate()),
                run.businessDate(),
                generatedAt,
                sections);
    }

    /**
     * @param date the report is filed under, and ages are counted to
     */
    Report file(LocalDate date, FileFacts file) {
        List<FileFacts> alone = List.of(file);
        Set<Long> id = ids(alone);
        List<Section> sections = new ArrayList<>(records(alone));
        sections.add(BooksTables.raised(books, id));
        sections.add(BooksTables.open(books, date, id, false));
        return new Report(
                "file-" + file.id(),
                "Clearing file %d, %s".formatted(file.id(), file.name()),
                date,
                generatedAt,
                sections);
    }

    private static List<Section> records(List<FileFacts> files) {
        return List.of(
                FileTables.files(files),
                FileTables.outcomes(files),
                FileTables.trailers(files),
                SettlementTables.networkTotals(files),
                SettlementTables.ledger(files),
                SettlementTables.unlike(files),
                MatchTables.levels(files),
                MatchTables.tolerances(files),
                InterchangeTable.of(files));
    }

    private static List<Section> standIn(AdviceFacts advices) {
        return List.of(
                new Section(
                        StandInTables.totals(advices),
                        "Decided in our stead, as the advices of this business date report it;"
                                + " beyond the funds: here it would have been declined.",
                        List.of()),
                new Section(
                        StandInTables.advices(advices),
                        "The first "
                                + ADVICES_MAX
                                + " of this business date; the command stand-in shows all.",
                        List.of()));
    }

    private static Set<Long> ids(List<FileFacts> files) {
        return files.stream().map(FileFacts::id).collect(Collectors.toUnmodifiableSet());
    }
}
