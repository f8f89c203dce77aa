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
        return List.of(
                List.of(original), List.of(drafts.reversal(original)), drafts.inquiry(original));
    }

    private List<List<Draft>> twice() {
        Draft original = purchase();
        return List.of(
                List.of(original),
                List.of(drafts.reversal(original)),
                List.of(drafts.reversal(original)),
                drafts.inquiry(original));
    }

    private List<List<Draft>> byRrn() {
        Draft original = purchase();
        Draft reversal = drafts.reversal(original).drop(90);
        if (random.nextBoolean()) {
            reversal.set(90, "0100" + "0".repeat(38));
        }
        return List.of(List.of(original), List.of(reversal), drafts.inquiry(original));
    }

    private List<List<Draft>> byApprovalCode() {
        Draft original = purchase();
        Draft reversal = drafts.reversal(original).drop(90).set(37, drafts.rrn());
        reversal.approvalCodeOf = java.util.Optional.of(original);
        return List.of(List.of(original), List.of(reversal), drafts.inquiry(original));
    }

    /** To a part, lower, higher without effect, then in full. */
    private List<List<Draft>> partly() {
        Draft original = purchase();
        long amount = original.amount();
        List<List<Draft>> steps = new ArrayList<>();
        steps.add(List.of(original));
        steps.add(List.of(partial(original, amount * 2 / 3)));
        steps.add(drafts.inquiry(original));
        switch (random.nextInt(3)) {
            case 0 -> steps.add(List.of(partial(original, amount / 3)));
            case 1 -> steps.add(List.of(partial(original, amount - 1)));
            default -> {}
        }
        steps.add(drafts.inquiry(original));
        if (random.nextBoolean()) {
            steps.add(List.of(drafts.reversal(original)));
            steps.add(drafts.inquiry(original));
        }
        return steps;
    }

    private List<List<Draft>> billedPartly() {
        Draft original = purchase();
        long amount = original.amount();
        String currency = original.text(49);
        original.set(49, "978").set(51, currency).set(6, SeededCards.digits(2 * amount, 12));
        return List.of(
                List.of(original),
                List.of(partial(original, amount / 2)),
                drafts.inquiry(original));
    }

    private List<List<Draft>> early() {
        Draft original = purchase();
        Draft reversal = drafts.reversal(original);
        return List.of(
                List.of(reversal),
                List.of(original),
                List.of(original.again(Kind.REPEAT, true)),
                List.of(reversal.again(Kind.REPEAT, true)),
                drafts.inquiry(original));
    }

    private List<List<Draft>> earlyPartly() {
        Draft original = purchase();
        long part = original.amount() / 2;
        return List.of(
                List.of(partial(original, part)), List.of(original), drafts.inquiry(original));
    }

    private List<List<Draft>> unknown() {
        Draft never = purchase();
        Draft reversal = drafts.reversal(never);
        if (random.nextBoolean()) {
            reversal.drop(90);
        }
        return List.of(List.of(reversal), List.of(reversal.again(Kind.COPY, false)));
    }

    /** Store and forward: long trains of the same reversal, some side by side. */
    private List<List<Draft>> trains() {
        Draft original = purchase();
        Draft reversal = drafts.reversal(original);
        List<Draft> train = new ArrayList<>(List.of(reversal));
        for (int i = random.nextInt(4); i >= 0; i--) {
            train.add(reversal.again(Kind.COPY, false));
        }
        return List.of(
                List.of(original),
                train,
                List.of(reversal.again(Kind.REPEAT, true)),
                drafts.inquiry(original));
    }

    /** The key of a reversal, used again for another amount: 00 and no effect. */
    private List<List<Draft>> reusedKey() {
        Draft original = purchase();
        long amount = original.amount();
        Draft partial = partial(original, amount / 2);
        Draft reused = partial.again(Kind.REUSED_KEY, false).drop(95);
        reused.amount(amount + 1);
        return List.of(
                List.of(original), List.of(partial), List.of(reused), drafts.inquiry(original));
    }

    private Draft purchase() {
        return drafts.message(Kind.PURCHASE, "0100", cards.getAsInt(), "00", amounts.getAsLong());
    }

    private Draft partial(Draft original, long target) {
        return drafts.reversal(original).leaving(target);
    }
}
