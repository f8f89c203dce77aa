package io.kessai.clearing.report;

import io.kessai.clearing.report.FileFacts.NetworkSays;
import io.kessai.clearing.report.FileFacts.Settled;
import io.kessai.clearing.report.FileFacts.Source;
import java.util.Locale;
import java.util.Map;

/**
 * What a network's total sums (specification A4: PDS 0390 to 0396 in the reconciliation currency;
 * B11: TC 46). Nets are signed: positive is what we owe.
 */
enum SettlementSide {
    DEBITS,
    CREDITS,
    NET,
    NET_FEES,
    NET_WITH_FEES;

    private static final Map<String, SettlementSide> BY_TAG =
            Map.of(
                    "0390", DEBITS,
                    "0391", CREDITS,
                    "0394", NET,
                    "0395", NET_FEES,
                    "0396", NET_WITH_FEES);

    /** By the tag in the network's own name of the total; a TC 46 states the net. */
    static SettlementSide of(String scope) {
        return BY_TAG.getOrDefault(scope.substring(scope.indexOf('/') + 1), NET);
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What of a settled sum belongs to it, signed as it is. */
    long part(Settled settled) {
        boolean isFees = settled.source() == Source.LEDGER_FEES;
        return switch (this) {
            case DEBITS -> isFees ? 0 : settled.debits();
            case CREDITS -> isFees ? 0 : settled.credits();
            case NET -> isFees ? 0 : Math.subtractExact(settled.debits(), settled.credits());
            case NET_FEES -> isFees ? Math.subtractExact(settled.debits(), settled.credits()) : 0;
            case NET_WITH_FEES -> Math.subtractExact(settled.debits(), settled.credits());
        };
    }

    /** What the network states, signed as it is. */
    static long stated(NetworkSays says) {
        return says.direction().equals("net_credit")
                ? Math.negateExact(says.amount())
                : says.amount();
    }
}
