package io.kessai.local.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Stories of originals that are named by the network's own id of the transaction (section 5, level
 * 1), and of what reversals leave for advices that follow.
 */
final class NetworkIdStories {
    private static final int NETWORK_ID = 62;

    private final SplittableRandom random;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final LongSupplier amounts;

    NetworkIdStories(
            SplittableRandom random, Drafts drafts, IntSupplier cards, LongSupplier amounts) {
        this.random = random;
        this.drafts = drafts;
        this.cards = cards;
        this.amounts = amounts;
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::alone,
                this::beforeAnyOther,
                this::sharedByTwo,
                this::early,
                this::advice,
                this::earlyThenDeclined,
                this::raisedAbroad);
    }

    /** Nothing else names the original. */
    private List<List<Draft>> alone() {
        Draft original = purchase();
        return List.of(
                List.of(original), List.of(nameless(reversal(original))), drafts.inquiry(original));
    }

    /** DE90 names another purchase of the card: the id comes first. */
    private List<List<Draft>> beforeAnyOther() {
        Draft meant = purchase();
        Draft other = drafts.message(Kind.PURCHASE, "0100", meant.card, "00", amounts.getAsLong());
        Draft reversal = reversal(meant).set(90, OriginalReference.text(other.request()));
        return List.of(List.of(meant), List.of(other), List.of(reversal), drafts.inquiry(meant));
    }

    /** Two purchases have the id, so that it names neither: DE90 does. */
    private List<List<Draft>> sharedByTwo() {
        Draft first = purchase();
        Draft second = drafts.message(Kind.PURCHASE, "0100", first.card, "00", amounts.getAsLong());
        second.set(NETWORK_ID, first.text(NETWORK_ID));
        return List.of(
                List.of(first), List.of(second), List.of(reversal(second)), drafts.inquiry(first));
    }

    /** The reversal comes first, and names its original by the id alone. */
    private List<List<Draft>> early() {
        Draft original = purchase();
        Draft reversal = nameless(reversal(original));
        if (random.nextBoolean()) {
            reversal.leaving(original.amount() / 2);
        }
        return List.of(List.of(reversal), List.of(original), drafts.inquiry(original));
    }

    private List<List<Draft>> advice() {
        Draft original = purchase();
        Draft advice = nameless(advice(original, original.amount() * 3));
        return List.of(List.of(original), List.of(advice), drafts.inquiry(original));
    }

    /** Reversed before it came, declined (wrong expiry), and approved in our stead after all. */
    private List<List<Draft>> earlyThenDeclined() {
        Draft original = purchase().set(14, "2811");
        Draft reversal = reversal(original);
        if (random.nextInt(4) > 0) {
            reversal.leaving(original.amount() / 2);
        }
        return List.of(
                List.of(reversal),
                List.of(original),
                List.of(advice(original, original.amount())),
                drafts.inquiry(original));
    }

    /** Bought abroad, reversed in part, reported at another rate, reversed further. */
    private List<List<Draft>> raisedAbroad() {
        Draft original = purchase();
        long amount = original.amount();
        original.set(51, original.text(49))
                .set(6, SeededCards.digits(2 * amount, 12))
                .set(49, "978");
        Draft half = reversal(original).leaving(amount / 2);
        Draft raise = advice(original, 2 * amount).set(6, SeededCards.digits(6 * amount, 12));
        Draft quarter = reversal(original).leaving(amount / 4);
        return List.of(
                List.of(original),
                List.of(half),
                List.of(raise),
                List.of(quarter),
                drafts.inquiry(original));
    }

    private Draft purchase() {
        return drafts.message(Kind.PURCHASE, "0100", cards.getAsInt(), "00", amounts.getAsLong())
                .set(NETWORK_ID, "N" + drafts.rrn());
    }

    private Draft reversal(Draft original) {
        return named(drafts.about(Kind.REVERSAL_ADVICE, "0420", original), original)
                .set(90, OriginalReference.text(original.request()));
    }

    private Draft advice(Draft original, long total) {
        return named(drafts.about(Kind.ADVICE, "0120", original), original)
                .set(39, "00")
                .amount(total);
    }

    /** Under the network's id of the original, which other stories' followers do not carry. */
    private static Draft named(Draft draft, Draft original) {
        return draft.set(NETWORK_ID, original.text(NETWORK_ID));
    }

    /** The same without what the lower levels look for. */
    private Draft nameless(Draft draft) {
        return draft.drop(90).set(37, drafts.rrn());
    }
}
