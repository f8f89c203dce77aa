package io.kessai.local.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Stories of purchases that are added to (section 7): hotels, car rentals, taxis. */
final class IncrementStories {
    private static final int NETWORK_ID = ChainFinder.NETWORK_ID;

    private final SplittableRandom random;
    private final Fleet fleet;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final LongSupplier amounts;

    IncrementStories(
            SplittableRandom random,
            Fleet fleet,
            Drafts drafts,
            IntSupplier cards,
            LongSupplier amounts) {
        this.random = random;
        this.fleet = fleet;
        this.drafts = drafts;
        this.cards = cards;
        this.amounts = amounts;
    }

    List<Supplier<List<List<Draft>>>> all() {
        return List.of(
                this::twice,
                this::oneTakenBack,
                this::oneTakenBackPartly,
                this::allTakenBack,
                this::chainTakenBackPartly,
                this::tooMuch,
                this::ofNothing,
                this::afterReversal,
                this::reversedBefore,
                this::sentAgain,
                this::reported);
    }

    private List<List<Draft>> twice() {
        Draft first = purchase();
        return List.of(
                List.of(first),
                List.of(increment(first)),
                drafts.inquiry(first),
                List.of(increment(first)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> oneTakenBack() {
        Draft first = purchase();
        Draft added = increment(first);
        Draft reversal = drafts.unmarkedReversal(added);
        return List.of(
                List.of(first),
                List.of(added),
                List.of(increment(first)),
                List.of(random.nextBoolean() ? byId(reversal, first) : reversal),
                List.of(reversal.again(Kind.REPEAT, true)),
                drafts.inquiry(first));
    }

    /** To a part, then higher without effect, then in full. */
    private List<List<Draft>> oneTakenBackPartly() {
        Draft first = purchase();
        Draft added = increment(first);
        long amount = added.amount();
        return List.of(
                List.of(first),
                List.of(added),
                List.of(drafts.unmarkedReversal(added).leaving(amount / 3)),
                drafts.inquiry(first),
                List.of(drafts.unmarkedReversal(added).leaving(amount / 2)),
                drafts.inquiry(first),
                List.of(drafts.unmarkedReversal(added)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> allTakenBack() {
        Draft first = purchase();
        Draft added = increment(first);
        return List.of(
                List.of(first),
                List.of(added),
                List.of(drafts.unmarkedReversal(first)),
                drafts.inquiry(first),
                List.of(drafts.unmarkedReversal(added)),
                drafts.inquiry(first));
    }

    /** What the chain was reversed to goes up with what is added, and down with what is taken. */
    private List<List<Draft>> chainTakenBackPartly() {
        Draft first = purchase();
        long half = first.amount() / 2;
        Draft added = increment(first);
        return List.of(
                List.of(first),
                List.of(drafts.unmarkedReversal(first).leaving(half)),
                List.of(added),
                drafts.inquiry(first),
                List.of(drafts.unmarkedReversal(first).leaving(half + added.amount() / 2)),
                drafts.inquiry(first));
    }

    /** Declined for its own amount, and reversed: its chain stands. */
    private List<List<Draft>> tooMuch() {
        Draft first = purchase();
        Draft added = increment(first).amount(fleet.limit() * 3);
        return List.of(
                List.of(first),
                List.of(added),
                List.of(drafts.unmarkedReversal(added)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> ofNothing() {
        Draft never = purchase();
        Draft added = increment(never);
        return List.of(List.of(added), drafts.inquiry(added));
    }

    private List<List<Draft>> afterReversal() {
        Draft first = purchase();
        return List.of(
                List.of(first),
                List.of(drafts.unmarkedReversal(first)),
                List.of(increment(first)),
                List.of(report(first)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> reversedBefore() {
        Draft first = purchase();
        Draft added = increment(first).drop(NETWORK_ID).set(37, drafts.rrn());
        added.set(90, OriginalReference.text(first.request()));
        Draft reversal = drafts.unmarkedReversal(added);
        return List.of(
                List.of(first),
                List.of(random.nextBoolean() ? reversal : reversal.leaving(added.amount() / 2)),
                List.of(added),
                drafts.inquiry(first));
    }

    private List<List<Draft>> sentAgain() {
        Draft first = purchase();
        Draft added = increment(first);
        return List.of(
                List.of(first),
                List.of(added, added.again(Kind.COPY, false), added.again(Kind.REPEAT, true)),
                List.of(added.again(Kind.REPEAT, true)),
                drafts.inquiry(first));
    }

    /** The network approved one in our stead, funds or not, and declined another. */
    private List<List<Draft>> reported() {
        Draft first = purchase();
        return List.of(
                List.of(first),
                List.of(report(first)),
                drafts.inquiry(first),
                List.of(report(first).set(39, "05")),
                drafts.inquiry(first));
    }

    private Draft purchase() {
        return drafts.message(Kind.PURCHASE, "0100", cards.getAsInt(), "00", amounts.getAsLong());
    }

    private Draft increment(Draft first) {
        return linked(drafts.about(Kind.INCREMENT, "0100", first), first);
    }

    private Draft report(Draft first) {
        return linked(drafts.about(Kind.ADVICE, "0120", first), first)
                .set(39, "00")
                .set(38, "S" + SeededCards.digits(random.nextInt(100_000), 5));
    }

    /** Marked, of an amount of its own, and found by the id, by DE90, or by DE37 and DE41. */
    private Draft linked(Draft draft, Draft first) {
        draft.set(25, Amounts.INCREMENT).amount(amounts.getAsLong());
        return switch (random.nextInt(3)) {
            case 0 -> byId(draft, first);
            case 1 -> draft.set(90, OriginalReference.text(first.request())).set(37, drafts.rrn());
            default -> draft;
        };
    }

    private static Draft byId(Draft draft, Draft first) {
        return first.text(NETWORK_ID).isEmpty()
                ? draft
                : draft.set(NETWORK_ID, first.text(NETWORK_ID));
    }
}
