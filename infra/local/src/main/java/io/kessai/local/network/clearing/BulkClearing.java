package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.SeededCards;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A file of any size for measuring: every record clears an authorization of its own, one in twenty
 * for a tenth less. Nothing is kept: a record is made from its number whenever it is asked for.
 *
 * @param seed which amounts
 * @param fleet whose cards take turns; whatever card it is, {@code form}'s network clears it
 * @param date on which everything was authorized, and of the file
 * @param records presentments in the file
 */
public record BulkClearing(
        long seed, Fleet fleet, LocalDate date, ClearingFile.Form form, int records) {

    private static final int LESS_EVERY = 20;
    private static final long AMOUNT_MIN = 100;
    private static final long AMOUNTS = 20_000;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** A prime, so that every card has its turn unless their number is a multiple of it. */
    private static final long STRIDE = 2_654_435_761L;

    private static final int SECONDS_A_DAY = 86_400;
    private static final String[] MCCS = {"5411", "5814", "5999", "4121", "7011"};

    /** What was authorized for record {@code number}, from 0. */
    public long authorized(int number) {
        return AMOUNT_MIN + new SplittableRandom(seed + number * MIX).nextLong(AMOUNTS);
    }

    /**
     * The seeded card of record {@code number}: all take turns, in an order that puts neighbours
     * far apart, as a day's cardholders come.
     */
    public int card(int number) {
        return (int) (number * STRIDE % fleet.cards());
    }

    /** Record {@code number}, from 0. */
    public ClearingItem item(int number) {
        String digits = SeededCards.digits(number, 12);
        String mcc = MCCS[number % MCCS.length];
        return new ClearingItem(
                ClearingItem.Type.PRESENTMENT,
                network(),
                fleet.accountOf(card(number)),
                SeededCards.pan(card(number)),
                Direction.DEBIT,
                false,
                ClearingItem.Sums.domestic(cleared(number), fleet.currency()),
                new ClearingItem.Acceptor(
                        "T" + digits.substring(5), "M00" + digits, "SHOP " + digits, mcc),
                new ClearingItem.References(
                        arn(digits), digits.substring(6), digits, transactionId(number)),
                date.atStartOfDay().plusSeconds(number % SECONDS_A_DAY),
                ClearingItem.Part.ONLY,
                false);
    }

    /** What must come of record {@code number}, every authorization being open. */
    public Entry entry(int number) {
        long authorized = authorized(number);
        long cleared = cleared(number);
        return new Entry(
                cleared == authorized ? Outcome.MATCHED : Outcome.MATCHED_WITH_DIFFERENCE,
                -cleared,
                -authorized,
                Set.of());
    }

    /** Writes the file and closes {@code out}; memory does not grow with it. */
    public void write(OutputStream out) throws IOException {
        try (ClearingWriter writer = ClearingFile.writer(out, form)) {
            writer.begin(new LogicalFileId(Math.floorMod(seed, 100_000_000L), date, 1, false));
            for (int number = 0; number < records; number++) {
                writer.add(item(number));
            }
            writer.end();
        }
    }

    public CardNetwork network() {
        return networkOf(form);
    }

    /** Whose form it is. */
    public static CardNetwork networkOf(ClearingFile.Form form) {
        return switch (form) {
            case ClearingFile.Form.Ipm _ -> CardNetwork.MASTERCARD;
            case ClearingFile.Form.BaseII _ -> CardNetwork.VISA;
        };
    }

    private long cleared(int number) {
        long authorized = authorized(number);
        return number % LESS_EVERY == LESS_EVERY - 1 ? authorized - authorized / 10 : authorized;
    }

    private String arn(String digits) {
        String acquirer =
                switch (network()) {
                    case MASTERCARD -> "1512345";
                    case VISA -> "7440001";
                };
        String number =
                acquirer
                        + date.getYear() % 10
                        + SeededCards.digits(date.getDayOfYear(), 3)
                        + digits.substring(1);
        return number + SeededCards.checkDigit(number);
    }

    private String transactionId(int number) {
        return switch (network()) {
            case MASTERCARD ->
                    "MCC"
                            + Integer.toString(36 * 36 * 36 * 36 * 36 + number, 36)
                                    .toUpperCase(Locale.ROOT)
                            + SeededCards.digits(
                                    date.getMonthValue() * 100L + date.getDayOfMonth(), 4);
            case VISA -> "4" + SeededCards.digits(number, 14);
        };
    }
}
