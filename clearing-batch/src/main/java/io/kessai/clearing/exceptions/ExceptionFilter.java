package io.kessai.clearing.exceptions;

import io.kessai.domain.clearing.ExceptionKind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which exceptions to list, in the order of their ids.
 *
 * @param since first business date
 * @param until last business date
 * @param after the last id of the page before, 0 for the first page
 * @param limit how many at most
 */
public record ExceptionFilter(
        Optional<ExceptionKind> kind,
        Optional<LocalDate> since,
        Optional<LocalDate> until,
        Standing standing,
        long after,
        int limit) {

    /** How an exception stands. */
    public enum Standing {
        /** Not resolved: nothing proposed, or what was proposed waits or was refused. */
        OPEN,
        /** Open, and a proposal waits for its checker. */
        PROPOSED,
        /** A resolution is in force. */
        CLOSED,
        ALL
    }
}
