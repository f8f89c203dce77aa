package io.kessai.local.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Stories of what somebody else decided and tells us afterwards (section 3.2). */
final class AdviceStories {
    private final SplittableRandom random;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final LongSupplier amounts;

    AdviceStories(SplittableRandom random, Drafts drafts, IntSupplier cards, LongSupplier amounts) {
        this.random = random;
        this.drafts = drafts;
        this.cards = cards;
        this.amounts = amounts;
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::standIn,
                this::raised,
                this::lowered,
                this::onADecline,
                this::declined,
                this::afterReversal,
                this::early,
                this::nobodys,
                this::credit,
                this::reusedKey);
    }

    private List<List<Draft>> standIn() {
        Draft advice = advice(purchase(), "00");
        boolean tooMuch = random.nextInt(4) == 0;
        if (tooMuch) {
            advice.amount(amounts.getAsLong() * 100);
        }
        return List.of(
                List.of(advice),
                List.of(advice.again(Kind.REPEAT, true)),
                drafts.inquiry(advice),
                List.of(reversal(advice)),
                drafts.inquiry(advice));
    }

    private List<List<Draft>> raised() {
        Draft original = purchase();
        return List.of(
                List.of(original),
                List.of(linked(original, "00", original.amount() * 2)),
                drafts.inquiry(original),
                List.of(reversal(original)),
                drafts.inquiry(original));
    }

    private List<List<Draft>> lowered() {
        Draft original = purchase();
        return List.of(
                List.of(original),
                List.of(linked(original, "00", original.amount() / 2)),
                drafts.inquiry(original));
    }

    /** Declined by us (wrong expiry), approved by the terminal. */
    private List<List<Draft>> onADecline() {
        Draft original = purchase().set(14, "2811");
        return List.of(
                List.of(original),
                List.of(linked(original, "00", original.amount())),
                drafts.inquiry(original));
    }

    private List<List<Draft>> declined() {
        Draft original = purchase();
        return List.of(
                List.of(original),
                List.of(linked(original, "05", original.amount())),
                drafts.inquiry(original));
    }

    private List<List<Draft>> afterReversal() {
        Draft original = purchase();
        return List.of(
                List.of(original),
                List.of(reversal(original)),
                List.of(linked(original, "00", original.amount())),
                drafts.inquiry(original));
    }

    /** Its reversal came first, in full or in part. */
    private List<List<Draft>> early() {
        Draft advice = advice(purchase(), "00");
        Draft reversal = reversal(advice);
        if (random.nextBoolean()) {
            reversal.leaving(advice.amount() / 2);
        }
        return List.of(List.of(reversal), List.of(advice), drafts.inquiry(advice));
    }

    private List<List<Draft>> nobodys() {
        int index = SeededCards.COUNT_MAX - 1 - random.nextInt(1000);
        Draft advice =
                drafts.nobodys(Kind.ADVICE, "0120", SeededCards.pan(index), amounts.getAsLong());
        return List.of(List.of(advice.set(39, "00").set(38, code())));
    }

    private List<List<Draft>> credit() {
        Draft advice =
                drafts.message(Kind.ADVICE, "0120", cards.getAsInt(), "20", amounts.getAsLong());
        return List.of(List.of(advice.set(39, "00").set(38, code())), drafts.inquiry(advice));
    }

    /** The key of an advice, used again for another amount: 00 and no effect. */
    private List<List<Draft>> reusedKey() {
        Draft advice = advice(purchase(), "00");
        Draft reused = advice.again(Kind.REUSED_KEY, false);
        reused.amount(advice.amount() + 1);
        return List.of(List.of(advice), List.of(reused), drafts.inquiry(advice));
    }

    private Draft purchase() {
        return drafts.message(Kind.PURCHASE, "0100", cards.getAsInt(), "00", amounts.getAsLong());
    }

    /** An advice about a purchase that never came, under a code of its own. */
    private Draft advice(Draft never, String responseCode) {
        Draft advice = drafts.about(Kind.ADVICE, "0120", never);
        return advice.set(38, code()).set(39, responseCode);
    }

    /** An advice about a purchase that did, found by DE90 or by DE37 and DE41. */
    private Draft linked(Draft original, String responseCode, long total) {
        Draft advice =
                drafts.about(Kind.ADVICE, random.nextInt(5) == 0 ? "0121" : "0120", original);
        advice.set(39, responseCode).amount(total);
        if (random.nextBoolean()) {
            advice.set(90, OriginalReference.text(original.request())).set(37, drafts.rrn());
        }
        return advice;
    }

    private Draft reversal(Draft original) {
        Draft reversal = drafts.about(Kind.REVERSAL_ADVICE, "0420", original);
        return reversal.set(90, OriginalReference.text(original.request()));
    }

    private String code() {
        return "S" + SeededCards.digits(random.nextInt(100_000), 5);
    }
}
