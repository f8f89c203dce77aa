package io.kessai.domain;

import java.util.Locale;

/** Where a ledger posting goes: the cardholder's account, or one of the house's own. */
public enum LedgerAccount {
    CARDHOLDER,
    /** What the network owes us or we owe it. */
    SETTLEMENT,
    /** Differences of exchange rates. */
    FX_POSITION,
    INTERCHANGE,
    NETWORK_FEES,
    /** What nobody could be charged with yet. */
    SUSPENSE,
    DISPUTE,
    WRITE_OFF,
    /** Money that cardholders paid in. */
    FUNDING,
    /** Fees charged to cardholders. */
    FEES;

    /** The word stored in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
