package io.kessai.clearing.post;

/** Says whether more was cleared than is usual. It raises an alert and never stops a booking. */
@FunctionalInterface
public interface ToleranceRule {

    /**
     * Asked only where more was cleared than authorized.
     *
     * @param toleranceClass the word that {@code reconcile} stored, '' where it compared nothing
     * @param difference cleared less authorized, more than zero
     * @param authorized in the same currency, not negative
     * @param currency ISO 4217 numeric
     */
    boolean isExceeded(String toleranceClass, long difference, long authorized, int currency);
}
