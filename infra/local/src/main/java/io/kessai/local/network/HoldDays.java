package io.kessai.local.network;

import io.kessai.domain.Currency;
import io.kessai.local.network.SimulatedControls.Denied;
import java.util.List;

/**
 * After how many days the programme gives back what nobody clears, as the networks know it.
 *
 * <p>Written from docs/authorization.md (section 7) alone; shares no rule with the server. What no
 * simulated message says is left out: a pre-authorization of Mastercard's. Pure.
 */
final class HoldDays {

    /** Of a day that was played over no links. */
    static final String NO_DIALECT = "";

    private static final int ESTIMATED = 30;
    private static final int UNLESS_SAID = 7;
    private static final int AT_A_VISA_TERMINAL = 5;
    private static final int OVER_VISAS_INTERNET = 10;
    private static final int OF_A_VISA_MERCHANT_ITSELF = 5;

    private HoldDays() {}

    /**
     * @param first the message that asked
     * @param dialect of the link that it went over
     */
    static int of(Request first, String dialect) {
        int category = Integer.parseInt("0" + first.text(18));
        if ((category == 5541 || category == 5542) && billed(first) <= unit(first)) {
            return 1;
        }
        if (!dialect.equals("visa-base1")) {
            return UNLESS_SAID;
        }
        if (isEstimated(category)) {
            return ESTIMATED;
        }
        if (first.text(25).equals(Denied.ELECTRONIC)) {
            return OVER_VISAS_INTERNET;
        }
        if (first.text(60).equals(Denied.RECURRING)) {
            return OF_A_VISA_MERCHANT_ITSELF;
        }
        return List.of("02", "05", "07", "90", "91").contains(readBy(first))
                ? AT_A_VISA_TERMINAL
                : UNLESS_SAID;
    }

    /** DE22 positions 1 and 2: how the card number came in. */
    private static String readBy(Request first) {
        String mode = first.text(22);
        return mode.substring(0, Math.min(2, mode.length()));
    }

    /** Hotels, hired cars, cruises, trailer parks. */
    private static boolean isEstimated(int category) {
        return (category >= 3351 && category <= 3999)
                || (category >= 7512 && category <= 7513)
                || category == 4411
                || category == 7011
                || category == 7033;
    }

    private static long billed(Request first) {
        return first.field(6).map(Long::parseLong).orElse(first.amount());
    }

    /** Of the currency it is billed in, in minor units. */
    private static long unit(Request first) {
        String billing = first.field(51).orElse(first.text(49));
        int exponent =
                Currency.ofNumeric(Integer.parseInt("0" + billing))
                        .map(Currency::exponent)
                        .orElse(0);
        return Math.powExact(10L, exponent);
    }
}
