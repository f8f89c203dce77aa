package io.kessai.local.network;

import io.kessai.local.network.Fleet.Condition;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Stories of what counts in limits beside plain requests (section 6.1): increments, advices,
 * refunds and completions.
 */
final class CountingStories {

    /** DE60: more completions follow. */
    private static final String MORE = "00000000001";

    private final SplittableRandom random;
    private final Drafts drafts;
    private final Fleet fleet;
    private final SimulatedControls controls;
    private final ToIntFunction<Condition> special;
    private final long unit;

    /**
     * @param special the first card of an account with a condition
     */
    CountingStories(
            SplittableRandom random, Fleet fleet, Drafts drafts, ToIntFunction<Condition> special) {
        this.random = random;
        this.fleet = fleet;
        this.drafts = drafts;
        this.controls = new SimulatedControls(fleet);
        this.special = special;
        this.unit = controls.unit();
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::incrementsCountTheirAmount,
                this::incrementsAreNoTransactions,
                this::advicesCount,
                this::financialAdvicesCount,
                this::refundsCountNothing,
                this::completionsCountNothing);
    }

    private List<List<Draft>> incrementsCountTheirAmount() {
        int card = special.applyAsInt(Condition.CONTROLLED_CARD);
        Draft first = purchase(card, 3 * unit);
        Draft added = increment(first, 4 * unit);
        Draft last = increment(first, 3 * unit);
        return List.of(
                List.of(first),
                List.of(increment(first, 4 * unit + 1)),
                List.of(added),
                List.of(last),
                List.of(increment(first, 1)),
                List.of(drafts.unmarkedReversal(added)),
                List.of(purchase(card, 4 * unit + 1)),
                List.of(drafts.unmarkedReversal(first).leaving(unit)),
                List.of(drafts.unmarkedReversal(first)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> incrementsAreNoTransactions() {
        int card = special.applyAsInt(Condition.CONTROLLED_CARD);
        Draft first = purchase(card, unit);
        Draft second = purchase(card, unit);
        Draft third = purchase(card, unit);
        Draft fourth = purchase(card, unit);
        return List.of(
                List.of(first),
                List.of(second),
                List.of(increment(first, unit)),
                List.of(third),
                List.of(fourth),
                List.of(increment(first, unit)),
                List.of(drafts.unmarkedReversal(first)),
                List.of(drafts.unmarkedReversal(second)),
                List.of(drafts.unmarkedReversal(third)),
                List.of(drafts.unmarkedReversal(fourth)),
                drafts.inquiry(first));
    }

    /** Limited they are not, whatever was used: but what they took is used. */
    private List<List<Draft>> advicesCount() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft advice = told(drafts.about(Kind.ADVICE, "0120", purchase(card, 9 * unit)));
        Draft again = told(drafts.about(Kind.ADVICE, "0120", advice)).amount(11 * unit);
        Draft after = purchase(other(card), 2 * unit);
        return List.of(
                List.of(advice),
                List.of(purchase(other(card), 2 * unit)),
                List.of(again.set(90, OriginalReference.text(advice.request()))),
                List.of(purchase(card, 1)),
                List.of(drafts.unmarkedReversal(advice).leaving(unit)),
                List.of(after),
                List.of(drafts.unmarkedReversal(advice)),
                List.of(drafts.unmarkedReversal(after)),
                drafts.inquiry(advice));
    }

    private List<List<Draft>> financialAdvicesCount() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft advice = told(drafts.about(Kind.FINANCIAL_ADVICE, "0220", purchase(card, 9 * unit)));
        return List.of(
                List.of(advice),
                List.of(purchase(card, 2 * unit)),
                List.of(drafts.unmarkedReversal(advice)),
                drafts.inquiry(advice));
    }

    private List<List<Draft>> refundsCountNothing() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft refund = drafts.message(Kind.FINANCIAL, "0200", card, "20", 9 * unit);
        Draft purchase = purchase(card, 2 * unit);
        return List.of(
                List.of(refund),
                List.of(purchase),
                List.of(drafts.unmarkedReversal(refund)),
                List.of(drafts.unmarkedReversal(purchase)),
                drafts.inquiry(refund));
    }

    /** What a completion took stays counted when the rest of its authorization is given back. */
    private List<List<Draft>> completionsCountNothing() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft first = purchase(card, 4 * unit);
        Draft completion = told(drafts.about(Kind.FINANCIAL_ADVICE, "0220", first));
        Draft second = purchase(card, 5 * unit);
        return List.of(
                List.of(first),
                List.of(
                        completion
                                .amount(unit / 50)
                                .set(60, MORE)
                                .set(90, OriginalReference.text(first.request()))),
                List.of(second),
                List.of(purchase(card, unit)),
                List.of(drafts.unmarkedReversal(second)),
                List.of(drafts.unmarkedReversal(first)),
                drafts.inquiry(first));
    }

    private Draft purchase(int card, long amount) {
        return drafts.message(Kind.PURCHASE, "0100", card, "00", amount);
    }

    private Draft increment(Draft first, long amount) {
        return drafts.about(Kind.INCREMENT, "0100", first)
                .set(25, Amounts.INCREMENT)
                .set(37, drafts.rrn())
                .set(90, OriginalReference.text(first.request()))
                .amount(amount);
    }

    private Draft told(Draft advice) {
        return advice.set(39, "00").set(38, "S" + SeededCards.digits(random.nextInt(100_000), 5));
    }

    /** The last card of the same account. */
    private int other(int card) {
        return card + fleet.cardsPerAccount() - 1;
    }
}
