package io.kessai.local.network;

import io.kessai.local.network.Fleet.Condition;
import io.kessai.local.network.SimulatedControls.Denied;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Stories of what an issuer's controls allow (section 6.1): lists, and limits up to which and no
 * further is spent. Each gives back what it counted, so that the next one finds the same room.
 */
final class ControlStories {
    private static final String KEYED = "010";
    private static final String ON_FILE = "100";
    private static final String MAGNETIC_STRIPE = Denied.MAGNETIC_STRIPE;

    private final Drafts drafts;
    private final Fleet fleet;
    private final SimulatedControls controls;
    private final IntSupplier ordinary;
    private final ToIntFunction<Condition> special;
    private final long unit;

    /**
     * @param ordinary a card that only its product's controls apply to
     * @param special the first card of an account with a condition
     */
    ControlStories(
            Fleet fleet, Drafts drafts, IntSupplier ordinary, ToIntFunction<Condition> special) {
        this.fleet = fleet;
        this.drafts = drafts;
        this.controls = new SimulatedControls(fleet);
        this.ordinary = ordinary;
        this.special = special;
        this.unit = controls.unit();
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::lists,
                this::terminals,
                this::channels,
                this::recurring,
                this::listsOfTheProduct,
                this::listsOfTheAccount,
                this::largestTransaction,
                this::amountRunsOut,
                this::countRunsOut,
                this::cash,
                this::cashOfTheAccount,
                this::otherCardOfTheAccount,
                this::accountRunsOut);
    }

    private List<List<Draft>> lists() {
        int card = card();
        Draft verification = drafts.message(Kind.VERIFICATION, "0100", card, "33", 0);
        return List.of(
                List.of(purchase(card, unit).set(18, Denied.MCC_OF_CARD)),
                List.of(purchase(card, unit).set(42, Denied.MERCHANT)),
                List.of(purchase(card, unit).set(19, Denied.COUNTRY)),
                List.of(verification.set(18, Denied.MCC_OF_CARD)),
                List.of(refund(card, controls.amountLimit() + 1).set(18, Denied.MCC_OF_CARD)),
                drafts.inquiry(verification));
    }

    private List<List<Draft>> terminals() {
        int card = card();
        Draft chip = purchase(card, unit);
        return List.of(
                List.of(purchase(card, unit).set(22, MAGNETIC_STRIPE)),
                List.of(cash(card, "01", unit).set(18, Denied.CASH_MACHINE)),
                List.of(chip),
                List.of(drafts.unmarkedReversal(chip)),
                drafts.inquiry(chip));
    }

    /** Through the air and over a network: not with a controlled card, with others well. */
    private List<List<Draft>> channels() {
        int card = card();
        Draft near = purchase(ordinary.getAsInt(), unit).set(22, Denied.CONTACTLESS);
        Draft far = purchase(near.card, unit).set(22, KEYED).set(25, Denied.ELECTRONIC);
        return List.of(
                List.of(purchase(card, unit).set(22, Denied.CONTACTLESS)),
                List.of(purchase(card, unit).set(22, KEYED).set(25, Denied.ELECTRONIC)),
                List.of(near),
                List.of(far),
                List.of(drafts.unmarkedReversal(near)),
                drafts.inquiry(near));
    }

    /** With what the cardholder left at the merchant: an ordinary card's is held, and remains. */
    private List<List<Draft>> recurring() {
        Draft kept = recurring(ordinary.getAsInt());
        return List.of(List.of(recurring(card())), List.of(kept), drafts.inquiry(kept));
    }

    private Draft recurring(int card) {
        return purchase(card, unit).set(22, ON_FILE).set(60, Denied.RECURRING);
    }

    private List<List<Draft>> listsOfTheProduct() {
        int card = ordinary.getAsInt();
        Draft asked = purchase(card, unit).set(18, Denied.MCC_OF_PRODUCT);
        return List.of(
                List.of(asked), List.of(asked.again(Kind.REPEAT, true)), drafts.inquiry(asked));
    }

    private List<List<Draft>> listsOfTheAccount() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft asked = purchase(card, unit).set(18, Denied.MCC_OF_CARD);
        Draft single = single(card, unit).set(18, Denied.MCC_OF_PRODUCT);
        return List.of(List.of(asked), List.of(single), drafts.inquiry(asked));
    }

    private List<List<Draft>> largestTransaction() {
        int card = card();
        Draft most = purchase(card, controls.transactionLimit());
        return List.of(
                List.of(purchase(card, controls.transactionLimit() + 1)),
                List.of(single(card, controls.transactionLimit() + 1)),
                List.of(most),
                List.of(drafts.unmarkedReversal(most)),
                drafts.inquiry(most));
    }

    /** To the last unit; what a reversal gives back in full or in part can be spent again. */
    private List<List<Draft>> amountRunsOut() {
        int card = card();
        Draft first = purchase(card, 4 * unit);
        Draft second = purchase(card, 4 * unit);
        Draft third = single(card, 2 * unit);
        Draft fourth = purchase(card, unit);
        return List.of(
                List.of(first),
                List.of(second),
                List.of(third),
                List.of(purchase(card, 1)),
                List.of(drafts.unmarkedReversal(first).leaving(3 * unit)),
                List.of(purchase(card, unit + 1)),
                List.of(fourth),
                List.of(drafts.unmarkedReversal(fourth)),
                List.of(drafts.unmarkedReversal(third)),
                List.of(drafts.unmarkedReversal(second)),
                List.of(drafts.unmarkedReversal(first)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> countRunsOut() {
        int card = card();
        Draft first = purchase(card, unit / 2);
        Draft second = purchase(card, unit / 2);
        Draft third = single(card, unit / 2);
        Draft fourth = purchase(card, unit / 2);
        Draft instead = single(card, unit / 2);
        return List.of(
                List.of(first),
                List.of(second),
                List.of(third),
                List.of(fourth),
                List.of(purchase(card, 1)),
                List.of(drafts.message(Kind.VERIFICATION, "0100", card, "00", 0)),
                List.of(drafts.unmarkedReversal(first).leaving(unit / 4)),
                List.of(single(card, 1)),
                List.of(drafts.unmarkedReversal(first)),
                List.of(instead),
                List.of(drafts.unmarkedReversal(second)),
                List.of(drafts.unmarkedReversal(third)),
                List.of(drafts.unmarkedReversal(fourth)),
                List.of(drafts.unmarkedReversal(instead)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> cash() {
        int card = card();
        Draft goods = purchase(card, 2 * unit);
        Draft first = cash(card, "01", 2 * unit);
        Draft second = cash(card, "17", unit);
        return List.of(
                List.of(goods),
                List.of(cash(card, "01", 2 * unit + 1)),
                List.of(first),
                List.of(second),
                List.of(cash(card, "17", 1)),
                List.of(drafts.unmarkedReversal(first)),
                List.of(drafts.unmarkedReversal(second)),
                List.of(drafts.unmarkedReversal(goods)),
                drafts.inquiry(goods));
    }

    private List<List<Draft>> cashOfTheAccount() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft goods = purchase(other(card), unit);
        Draft first = cash(card, "01", unit);
        Draft second = cash(other(card), "11", unit);
        return List.of(
                List.of(goods),
                List.of(first),
                List.of(second),
                List.of(cash(card, "12", unit)),
                List.of(drafts.unmarkedReversal(first)),
                List.of(drafts.unmarkedReversal(second)),
                List.of(drafts.unmarkedReversal(goods)),
                drafts.inquiry(goods));
    }

    /** A card's limits leave the others of its account alone, and are not used by them. */
    private List<List<Draft>> otherCardOfTheAccount() {
        int card = card();
        Draft others = purchase(other(card), 9 * unit);
        Draft own = purchase(card, 2 * unit);
        return List.of(
                List.of(others),
                List.of(own),
                List.of(drafts.unmarkedReversal(own)),
                List.of(drafts.unmarkedReversal(others)),
                drafts.inquiry(own));
    }

    private List<List<Draft>> accountRunsOut() {
        int card = special.applyAsInt(Condition.CONTROLLED_ACCOUNT);
        Draft first = purchase(card, 4 * unit);
        Draft second = single(other(card), 5 * unit);
        return List.of(
                List.of(first),
                List.of(second),
                List.of(purchase(card, 2 * unit)),
                List.of(drafts.unmarkedReversal(second).leaving(unit)),
                List.of(purchase(other(card), 5 * unit + 1)),
                List.of(drafts.unmarkedReversal(first)),
                List.of(drafts.unmarkedReversal(second)),
                drafts.inquiry(first));
    }

    private int card() {
        return special.applyAsInt(Condition.CONTROLLED_CARD);
    }

    /** The last card of the same account. */
    private int other(int card) {
        return card + fleet.cardsPerAccount() - 1;
    }

    private Draft purchase(int card, long amount) {
        return drafts.message(Kind.PURCHASE, "0100", card, "00", amount);
    }

    private Draft refund(int card, long amount) {
        return drafts.message(Kind.REFUND, "0100", card, "20", amount);
    }

    private Draft cash(int card, String type, long amount) {
        return drafts.message(Kind.CASH, "0100", card, type, amount);
    }

    private Draft single(int card, long amount) {
        return drafts.message(Kind.FINANCIAL, "0200", card, "00", amount);
    }
}
