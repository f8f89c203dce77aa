package io.kessai.clearing.report;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * What settles together: the ledger's settlement account.
 *
 * @param currency ISO 4217 numeric
 */
record SettlementKey(String network, int currency, LocalDate settlementOn)
        implements Comparable<SettlementKey> {

    private static final Comparator<SettlementKey> ORDER =
            Comparator.comparing(SettlementKey::network)
                    .thenComparing(SettlementKey::currency)
                    .thenComparing(SettlementKey::settlementOn);

    @Override
    public int compareTo(SettlementKey other) {
        return ORDER.compare(this, other);
    }
}
