package io.kessai.clearing.report;

/** What to write reports about. */
public sealed interface ReportSubject {

    /** The business date, each of its runs and each of its files. */
    record WholeDay() implements ReportSubject {}

    /** One file, whichever date it is of. */
    record OneFile(long id) implements ReportSubject {}

    /**
     * One run of the business date.
     *
     * @param kind as {@code clearing_runs} has it
     */
    record OneRun(String kind) implements ReportSubject {}
}
