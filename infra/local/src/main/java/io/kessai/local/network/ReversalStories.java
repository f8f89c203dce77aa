package io.kessai.local.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Stories of purchases that are taken back (section 3.1). */
final class ReversalStories {
    private final SplittableRandom random;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final LongSupplier amounts;

    ReversalStories(
            SplittableRandom random, Drafts drafts, IntSupplier cards, LongSupplier amounts) {
        this.random = random;
        this.drafts = drafts;
        this.cards = cards;
        this.amounts = amounts;
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::full,
                this::twice,
                this::byRrn,
                this::byApprovalCode,
                this::partly,
                this::billedPartly,
                this::early,
                this::earlyPartly,
                this::unknown,
                this::trains,
                this::reusedKey);
    }

    private List<List<Draft>> full() {
        Draft original = purchase();
        return List.of(List.of(original), List.of(reversal(original)), inquiry(original));
    }

    private List<List<Draft>> twice() {
        Draft original = purchase();
        return List.of(
                List.of(original),
                List.of(reversal(original)),
                List.of(reversal(original)),
                inquiry(original));
    }

    private List<List<Draft>> byRrn() {
        Draft original = purchase();
        Draft reversal = reversal(original).drop(90);
        if (random.nextBoolean()) {
            reversal.set(90, "0100" + "0".repeat(38));
        }
        return List.of(List.of(original), List.of(reversal), inquiry(original));
    }

    private List<List<Draft>> byApprovalCode() {
        Draft original = purchase();
        Draft reversal = reversal(original).drop(90).set(37, drafts.rrn());
        reversal.approvalCodeOf = java.util.Optional.of(original);
        return List.of(List.of(original), List.of(reversal), inquiry(original));
    }

    /** To a part, lower, higher without effect, then in full. */
    private List<List<Draft>> partly() {
        Draft original = purchase();
        long amount = Long.parseLong(original.text(4));
        List<List<Draft>> steps = new ArrayList<>();
        steps.add(List.of(original));
        steps.add(List.of(partial(original, amount * 2 / 3)));
        steps.add(inquiry(original));
        switch (random.nextInt(3)) {
            case 0 -> steps.add(List.of(partial(original, amount / 3)));
            case 1 -> steps.add(List.of(partial(original, amount - 1)));
            default -> {}
        }
        steps.add(inquiry(original));
        if (random.nextBoolean()) {
            steps.add(List.of(reversal(original)));
            steps.add(inquiry(original));
        }
        return steps;
    }

    private List<List<Draft>> billedPartly() {
        Draft original = purchase();
        long amount = Long.parseLong(original.text(4));
        String currency = original.text(49);
        original.set(49, "978").set(51, currency).set(6, SeededCards.digits(2 * amount, 12));
        return List.of(
                List.of(original), List.of(partial(original, amount / 2)), inquiry(original));
    }

    private List<List<Draft>> early() {
        Draft original = purchase();
        Draft reversal = reversal(original);
        return List.of(
                List.of(reversal),
                List.of(original),
                List.of(original.again(Kind.REPEAT, true)),
                List.of(reversal.again(Kind.REPEAT, true)),
                inquiry(original));
    }

    private List<List<Draft>> earlyPartly() {
        Draft original = purchase();
        long part = Long.parseLong(original.text(4)) / 2;
        return List.of(List.of(partial(original, part)), List.of(original), inquiry(original));
    }

    private List<List<Draft>> unknown() {
        Draft never = purchase();
        Draft reversal = reversal(never);
        if (random.nextBoolean()) {
            reversal.drop(90);
        }
        return List.of(List.of(reversal), List.of(reversal.again(Kind.COPY, false)));
    }

    /** Store and forward: long trains of the same reversal, some side by side. */
    private List<List<Draft>> trains() {
        Draft original = purchase();
        Draft reversal = reversal(original);
        List<Draft> train = new ArrayList<>(List.of(reversal));
        for (int i = random.nextInt(4); i >= 0; i--) {
            train.add(reversal.again(Kind.COPY, false));
        }
        return List.of(
                List.of(original),
                train,
                List.of(reversal.again(Kind.REPEAT, true)),
                inquiry(original));
    }

    /** The key of a reversal, used again for another amount: 00 and no effect. */
    private List<List<Draft>> reusedKey() {
        Draft original = purchase();
        long amount = Long.parseLong(original.text(4));
        Draft partial = partial(original, amount / 2);
        Draft reused = partial.again(Kind.REUSED_KEY, false).drop(95);
        reused.set(4, SeededCards.digits(amount + 1, 12));
        return List.of(List.of(original), List.of(partial), List.of(reused), inquiry(original));
    }

    private Draft purchase() {
        return drafts.message(Kind.PURCHASE, "0100", cards.getAsInt(), "00", amounts.getAsLong());
    }

    private List<Draft> inquiry(Draft about) {
        return List.of(drafts.message(Kind.INQUIRY, "0100", about.card, "30", 0));
    }

    private Draft reversal(Draft original) {
        boolean advice = random.nextBoolean();
        Draft reversal =
                drafts.about(
                        advice ? Kind.REVERSAL_ADVICE : Kind.REVERSAL,
                        advice ? "0420" : "0400",
                        original);
        return reversal.set(90, OriginalReference.text(original.request()));
    }

    private Draft partial(Draft original, long target) {
        return reversal(original)
                .set(
                        95,
                        SeededCards.digits(target, 12)
                                + "0".repeat(12)
                                + "C00000000"
                                + "C00000000");
    }
}
