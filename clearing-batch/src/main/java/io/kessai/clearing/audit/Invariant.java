package io.kessai.clearing.audit;

/** What must always be true. The names are those of the design and never change. */
enum Invariant {
    A1("held is what open holds keep"),
    A2("posted is the ledger, and the ledger balances"),
    A3("every answer of record is in the journal once"),
    A4("an approval stands with its hold, and is what was sent"),
    A5("a hold is the sum of its events"),
    A6("every record of an accepted file has one outcome"),
    A7("running a step again changes nothing"),
    A8("no card data at rest or in a log");

    private final String title;

    Invariant(String title) {
        this.title = title;
    }

    /** A few words for a report. */
    String title() {
        return title;
    }
}
