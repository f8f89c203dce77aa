package io.kessai.clearing.report;

import java.time.LocalDate;
import java.util.List;

/** What the database says that is not about one file: exceptions, and holds that end. */
record BooksFacts(List<Exceptions> exceptions, List<Expired> expired, List<Expiring> expiring) {

    /**
     * Exceptions that are alike.
     *
     * @param isOpen whether no resolution of them is in force
     */
    record Exceptions(
            long file,
            String kind,
            int currency,
            LocalDate raisedOn,
            boolean isOpen,
            long count,
            long amount) {}

    /** Holds given back on the business date, by their last day. */
    record Expired(LocalDate lastDay, int currency, long holds, long amount) {}

    /** Open holds, by their last day: what the next nights may give back. */
    record Expiring(LocalDate lastDay, int currency, long holds, long amount) {}
}
