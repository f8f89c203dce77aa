package io.kessai.clearing.post;

import io.kessai.domain.Direction;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import io.kessai.domain.PostingLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the lines of ledger transactions against the network's settlement. Where the two sides
 * differ in currency or amount, both pass through the FX position, so that every transaction sums
 * to zero in each currency.
 */
final class Lines {

    private Lines() {}

    /** One account against settlement, the same amount on both sides. */
    static List<PostingLine> against(LedgerAccount account, Direction direction, Money amount) {
        return List.of(
                new PostingLine(account, direction, amount),
                new PostingLine(LedgerAccount.SETTLEMENT, direction.opposite(), amount));
    }

    /**
     * The cardholder against settlement.
     *
     * @param own what the cardholder takes of it, not negative and not above {@code amount}; the
     *     rest goes to suspense
     * @param amount the whole, in the account's currency
     * @param settled what the network settles for it
     */
    static List<PostingLine> cardholder(
            Direction direction, Money own, Money amount, Money settled) {
        List<PostingLine> lines = new ArrayList<>();
        add(lines, LedgerAccount.CARDHOLDER, direction, own);
        add(lines, LedgerAccount.SUSPENSE, direction, amount.minus(own));
        if (!amount.equals(settled)) {
            add(lines, LedgerAccount.FX_POSITION, direction.opposite(), amount);
            add(lines, LedgerAccount.FX_POSITION, direction, settled);
        }
        add(lines, LedgerAccount.SETTLEMENT, direction.opposite(), settled);
        return lines;
    }

    private static void add(
            List<PostingLine> lines, LedgerAccount account, Direction direction, Money amount) {
        if (!amount.isZero()) {
            lines.add(new PostingLine(account, direction, amount));
        }
    }
}
