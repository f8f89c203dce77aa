package io.kessai.authorization.decide;

import java.util.Locale;

/** What became of an authorization; what it holds is in its hold. */
public enum AuthorizationStatus {
    APPROVED,
    DECLINED,
    /** Approved, but the approval was never given: it came too late or could not be delivered. */
    VOIDED;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
