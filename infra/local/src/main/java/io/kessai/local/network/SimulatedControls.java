package io.kessai.local.network;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * The controls that a day is played under, as lines of rules (docs/authorization.md, section 6.1).
 *
 * <p>Amounts are minor units of the fleet's currency. Sums of windows begin with what was used
 * before the day: a day can be played again and again on the same cards, and finds the same room.
 */
public final class SimulatedControls {

    /** The zone that programmes have unless an operator says otherwise. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    /** What the rolling window of an account is long; the longest there is. */
    public static final Duration ROLLING = Duration.ofDays(92);

    /** Accounts are of this product unless somebody says otherwise. */
    public static final String PRODUCT = "standard";

    /** Rules of every account's product. */
    public static final String OF_PRODUCT = "deny mcc " + Denied.MCC_OF_PRODUCT + "\n";

    /** Tried on a controlled account, and never enforced: nothing would pass it. */
    public static final String SHADOW_OF_ACCOUNT = "limit transaction 1\n";

    /** Nobody plays a day for longer than this. */
    private static final Duration DAY_LEFT_MIN = Duration.ofHours(6);

    private final Fleet fleet;

    public SimulatedControls(Fleet fleet) {
        this.fleet = fleet;
    }

    /** What the rules list. */
    static final class Denied {
        static final String MCC_OF_PRODUCT = "7995";
        static final String MCC_OF_CARD = "5933";
        static final String MERCHANT = "M99999999999999";

        /** ISO 3166-1 numeric. */
        static final String COUNTRY = "408";

        /** DE22: a magnetic stripe was read. */
        static final String MAGNETIC_STRIPE = "021";

        /** DE22: a chip was read through the air. */
        static final String CONTACTLESS = "071";

        /** DE25: bought over a network. */
        static final String ELECTRONIC = "59";

        /** DE60: the merchant asks by itself. */
        static final String RECURRING = "000000000001";

        static final String CASH_MACHINE = "6011";

        private Denied() {}
    }

    /** What a controlled account's merchants are. */
    static final List<String> MCCS_OF_ACCOUNT = List.of("5411", "5814", "5999", "4121", "7011");

    static final int COUNT_OF_CARD = 4;
    static final int CASH_COUNT_OF_ACCOUNT = 2;

    /**
     * What a card or account has used in the windows of its limits before the day.
     *
     * @param rolling amount of the rolling window
     */
    public record Used(long amount, long count, long cashAmount, long cashCount, long rolling) {
        public static final Used NOTHING = new Used(0, 0, 0, 0, 0);
    }

    /** Limits are a few of these. */
    long unit() {
        return Math.max(100, fleet.limit() / 100);
    }

    long transactionLimit() {
        return 4 * unit();
    }

    long cashTransactionLimit() {
        return 2 * unit();
    }

    /** Of a card in a day, and of an account in its rolling window. */
    long amountLimit() {
        return 10 * unit();
    }

    long cashAmountLimit() {
        return 3 * unit();
    }

    /** Rules of a controlled card. */
    public String ofCard(Instant start, Used used) {
        String window = window(start);
        return lines(
                "limit transaction " + transactionLimit(),
                "limit cash transaction " + cashTransactionLimit(),
                "limit amount " + window + " " + (used.amount() + amountLimit()),
                "limit cash amount " + window + " " + (used.cashAmount() + cashAmountLimit()),
                "limit count " + window + " " + (used.count() + COUNT_OF_CARD),
                "deny mcc " + Denied.MCC_OF_CARD,
                "deny merchant " + Denied.MERCHANT,
                "deny country KP",
                "deny channel magstripe contactless ecommerce recurring atm");
    }

    /** Rules of a controlled account. */
    public String ofAccount(Instant start, Used used) {
        return lines(
                "limit amount rolling "
                        + ROLLING.toDays()
                        + "d "
                        + (used.rolling() + amountLimit()),
                "limit cash count "
                        + window(start)
                        + " "
                        + (used.cashCount() + CASH_COUNT_OF_ACCOUNT),
                "allow mcc " + String.join(" ", MCCS_OF_ACCOUNT));
    }

    /** The day, or what does not end while the day is played. */
    public static String window(Instant start) {
        ZonedDateTime from = start.atZone(ZONE);
        ZonedDateTime midnight = from.toLocalDate().plusDays(1).atStartOfDay(ZONE);
        return Duration.between(from, midnight).compareTo(DAY_LEFT_MIN) < 0 ? "lifetime" : "day";
    }

    private static String lines(String... rules) {
        return String.join("\n", rules) + "\n";
    }
}
