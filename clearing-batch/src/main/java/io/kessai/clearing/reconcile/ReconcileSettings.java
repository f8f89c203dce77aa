package io.kessai.clearing.reconcile;

/**
 * How far matching looks, in days. Shipped values: specification D4.
 *
 * <p>An authorization's date is the UTC date of its first message, a record's is local to the
 * acceptor; the windows are wide enough for the difference.
 *
 * @param candidateDays how old an authorization may be on the file's business date
 * @param daysBefore how many days before the transaction it may be dated, levels 2 and 3
 * @param daysAfter likewise after
 * @param daysBeforeByAmount likewise before, level 4
 * @param daysAfterByAmount likewise after, level 4
 * @param lateDays for how long a forced post is matched again
 * @param tolerances how much of a difference is usual
 */
public record ReconcileSettings(
        int candidateDays,
        int daysBefore,
        int daysAfter,
        int daysBeforeByAmount,
        int daysAfterByAmount,
        int lateDays,
        Tolerances tolerances) {

    public ReconcileSettings {
        int least = Math.min(Math.min(candidateDays, daysBefore), Math.min(daysAfter, lateDays));
        if (Math.min(least, Math.min(daysBeforeByAmount, daysAfterByAmount)) < 0) {
            throw new IllegalArgumentException("a number of days is negative");
        }
    }

    public static ReconcileSettings shipped() {
        return new ReconcileSettings(180, 35, 1, 7, 1, 30, Tolerances.shipped());
    }
}
