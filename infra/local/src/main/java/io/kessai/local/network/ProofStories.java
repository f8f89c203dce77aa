package io.kessai.local.network;

import io.kessai.local.network.SimulatedControls.Denied;
import io.kessai.local.proofs.CardProofs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Stories of what proves card and cardholder (section 6, rows 8 and 9): verification values, PIN
 * and chip, right and wrong, beside what weighs more and what weighs less.
 */
final class ProofStories {
    private static final String CHIP_READ = "051";
    private static final String STRIPE_READ = "901";
    private static final String KEYED = "010";

    /** How far a chip's counter may run ahead of one that comes yet. */
    private static final int AWAY = 31;

    private static final long AMOUNT = 100;

    private final Fleet fleet;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final IntSupplier special;

    /** Of each chip, the last transaction counter. */
    private final Map<Integer, Integer> counters = new HashMap<>();

    /**
     * @param cards that are in order
     * @param special cards that are not, or their accounts are not
     */
    ProofStories(Fleet fleet, Drafts drafts, IntSupplier cards, IntSupplier special) {
        this.fleet = fleet;
        this.drafts = drafts;
        this.cards = cards;
        this.special = special;
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::stripes,
                this::chipImages,
                this::otherFaults,
                this::copiesOfAFalseStripe,
                this::printedValues,
                this::pins,
                this::aWrongPinRepeated,
                this::triesRunOut,
                this::singleMessages,
                this::notAsked,
                this::chips,
                this::countersOfRefusals,
                this::oldCounters);
    }

    private List<List<Draft>> stripes() {
        int card = cards.getAsInt();
        Draft first = stripe(card);
        return List.of(
                List.of(first),
                List.of(falseStripe(card)),
                List.of(falseStripe(card).amount(tooMuch())),
                List.of(stripe(card).amount(tooMuch())),
                drafts.inquiry(first));
    }

    /** A chip's image of the stripe has a value of its own, which makes no stripe. */
    private List<List<Draft>> chipImages() {
        int card = cards.getAsInt();
        Draft image = purchase(card).set(22, CHIP_READ);
        image.set(ProofBook.TRACK, proofs(card).chipTrack());
        return List.of(
                List.of(image),
                List.of(copied(image)),
                List.of(stripe(card).set(22, CHIP_READ)),
                drafts.inquiry(image));
    }

    private Draft copied(Draft image) {
        return purchase(image.card)
                .set(22, STRIPE_READ)
                .set(ProofBook.TRACK, image.text(ProofBook.TRACK));
    }

    /** What the card is weighs more than its stripe, and that more than the amount. */
    private List<List<Draft>> otherFaults() {
        int card = cards.getAsInt();
        Draft cash = drafts.message(Kind.CASH, "0100", card, "01", 0).set(22, STRIPE_READ);
        return List.of(
                List.of(falseStripe(special.getAsInt())),
                List.of(falseStripe(card).set(14, "2811")),
                List.of(cash.set(ProofBook.TRACK, proofs(card).falseStripe())));
    }

    private List<List<Draft>> copiesOfAFalseStripe() {
        Draft first = falseStripe(cards.getAsInt());
        return List.of(
                List.of(first, first.again(Kind.COPY, false)),
                List.of(first.again(Kind.REPEAT, true)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> printedValues() {
        int card = cards.getAsInt();
        String wrong = proofs(card).falsePrinted();
        Draft first = keyed(card, proofs(card).printed());
        Draft second = keyed(card, wrong);
        return List.of(
                List.of(first),
                List.of(second),
                List.of(second.again(Kind.REPEAT, true)),
                List.of(keyed(card, wrong).amount(tooMuch())),
                drafts.inquiry(first));
    }

    /** Two wrong ones, a right one, which counts even where the money does not do, two again. */
    private List<List<Draft>> pins() {
        int card = cards.getAsInt();
        Draft last = rightPin(card);
        return List.of(
                List.of(wrongPin(card)),
                List.of(wrongPin(card).amount(tooMuch())),
                List.of(rightPin(card).amount(tooMuch())),
                List.of(wrongPin(card)),
                List.of(wrongPin(card)),
                List.of(last),
                drafts.inquiry(last));
    }

    /** However often it comes, it is one; and one that was not looked at is none. */
    private List<List<Draft>> aWrongPinRepeated() {
        int card = cards.getAsInt();
        Draft wrong = wrongPin(card);
        Draft right = rightPin(card);
        Draft stripe = wrongPin(card).set(ProofBook.TRACK, proofs(card).falseStripe());
        return List.of(
                List.of(wrong),
                List.of(wrong.again(Kind.REPEAT, true), wrong.again(Kind.COPY, false)),
                List.of(stripe),
                List.of(wrongPin(card)),
                List.of(right),
                List.of(right.again(Kind.REPEAT, true)));
    }

    /** Then the right one is not accepted either; what needs none goes on. */
    private List<List<Draft>> triesRunOut() {
        int card = cards.getAsInt();
        Draft without = stripe(card);
        return List.of(
                List.of(wrongPin(card)),
                List.of(wrongPin(card)),
                List.of(wrongPin(card)),
                List.of(rightPin(card)),
                List.of(wrongPin(card)),
                List.of(without),
                drafts.inquiry(without));
    }

    /** What is posted at once is asked for its PIN, and so is what is paid back. */
    private List<List<Draft>> singleMessages() {
        int card = cards.getAsInt();
        String wrong = proofs(card).falsePinBlock();
        Draft single = withPin(drafts.message(Kind.FINANCIAL, "0200", card, "00", AMOUNT));
        Draft refund = withPin(drafts.message(Kind.REFUND, "0100", card, "20", AMOUNT));
        return List.of(
                List.of(single),
                List.of(
                        withPin(drafts.message(Kind.FINANCIAL, "0200", card, "00", AMOUNT))
                                .set(ProofBook.PIN, wrong)),
                List.of(refund.set(ProofBook.PIN, wrong)),
                List.of(rightPin(card)),
                drafts.inquiry(single));
    }

    /** Who tells what was decided proves nothing. */
    private List<List<Draft>> notAsked() {
        int card = cards.getAsInt();
        Draft advice =
                drafts.about(Kind.ADVICE, "0120", purchase(card))
                        .set(22, STRIPE_READ)
                        .set(39, "00")
                        .set(ProofBook.TRACK, proofs(card).falseStripe());
        return List.of(List.of(advice), drafts.inquiry(advice));
    }

    private List<List<Draft>> chips() {
        int card = cards.getAsInt();
        Draft first = chip(card);
        Draft made = purchase(card);
        made.set(
                ProofBook.CHIP,
                proofs(card).falseChip(counted(card, 1), made.amount(), fleet.currency()));
        return List.of(
                List.of(first),
                List.of(first.again(Kind.REPEAT, true), first.again(Kind.COPY, false)),
                List.of(made),
                List.of(withChipOf(purchase(card), first)),
                List.of(chip(card)),
                drafts.inquiry(first));
    }

    /** Refused for the PIN or for the amount: what the chip counted is counted. */
    private List<List<Draft>> countersOfRefusals() {
        int card = cards.getAsInt();
        Draft wrong = withPin(chip(card)).set(ProofBook.PIN, proofs(card).falsePinBlock());
        Draft large = chip(card).amount(tooMuch());
        return List.of(
                List.of(wrong),
                List.of(withChipOf(rightPin(card), wrong)),
                List.of(large),
                List.of(withChipOf(purchase(card), large)),
                List.of(rightPin(card)),
                drafts.inquiry(wrong));
    }

    /** The oldest that may come yet, and the one that may not. */
    private List<List<Draft>> oldCounters() {
        int card = cards.getAsInt();
        Draft tooOld = chip(card);
        Draft old = chip(card);
        Draft newest = chip(card, AWAY);
        return List.of(List.of(newest), List.of(old), List.of(tooOld), drafts.inquiry(newest));
    }

    private Draft stripe(int card) {
        return purchase(card).set(22, STRIPE_READ).set(ProofBook.TRACK, proofs(card).stripe());
    }

    private Draft falseStripe(int card) {
        return stripe(card).set(ProofBook.TRACK, proofs(card).falseStripe());
    }

    private Draft rightPin(int card) {
        return withPin(stripe(card));
    }

    private Draft wrongPin(int card) {
        return rightPin(card).set(ProofBook.PIN, proofs(card).falsePinBlock());
    }

    /** With the PIN, and the track that it goes with as the chip tells it. */
    private Draft withPin(Draft draft) {
        boolean isChip = draft.text(22).equals(CHIP_READ);
        CardProofs card = proofs(draft.card);
        return draft.set(ProofBook.TRACK, isChip ? card.chipTrack() : card.stripe())
                .set(ProofBook.PIN, card.pinBlock());
    }

    private Draft keyed(int card, String printed) {
        return purchase(card)
                .set(14, fleet.expiryOf(card))
                .set(22, KEYED)
                .set(25, Denied.ELECTRONIC)
                .set(ProofBook.PRINTED_VALUE, printed);
    }

    private Draft chip(int card) {
        return chip(card, 1);
    }

    private Draft chip(int card, int further) {
        Draft draft = purchase(card);
        int counter = counted(card, further);
        return draft.set(
                ProofBook.CHIP, proofs(card).chip(counter, draft.amount(), fleet.currency()));
    }

    private static Draft withChipOf(Draft draft, Draft other) {
        return draft.set(ProofBook.CHIP, other.text(ProofBook.CHIP));
    }

    private int counted(int card, int further) {
        return counters.merge(card, further, Integer::sum);
    }

    private CardProofs proofs(int card) {
        return CardProofs.of(SeededCards.pan(card), fleet.expiryOf(card));
    }

    private Draft purchase(int card) {
        return drafts.message(Kind.PURCHASE, "0100", card, "00", AMOUNT);
    }

    private long tooMuch() {
        return 3 * fleet.limit();
    }
}
