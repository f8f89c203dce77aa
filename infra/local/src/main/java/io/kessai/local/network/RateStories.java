package io.kessai.local.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Stories of purchases abroad that the network does not bill: held at a loaded rate (section 4).
 */
final class RateStories {

    /** More than any whole unit: nothing of it looks like a status check of one unit. */
    private static final long LEAST = 2_000;

    private static final String TAKES_PARTIAL = "0000000001";

    private final SplittableRandom random;
    private final Fleet fleet;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final LongSupplier amounts;

    RateStories(
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
                this::bought,
                this::inPart,
                this::takenBack,
                this::takenBackPartly,
                this::reversedBefore,
                this::incremented,
                this::standIn,
                this::reported,
                this::posted,
                this::completed);
    }

    private List<List<Draft>> bought() {
        Draft purchase = purchase("0100");
        return List.of(
                List.of(purchase),
                List.of(purchase.again(Kind.REPEAT, true)),
                drafts.inquiry(purchase));
    }

    private List<List<Draft>> inPart() {
        Draft purchase = purchase("0100").set(60, TAKES_PARTIAL).amount(fleet.limit() * 3);
        return List.of(
                List.of(purchase),
                drafts.inquiry(purchase),
                List.of(drafts.unmarkedReversal(purchase)),
                drafts.inquiry(purchase));
    }

    private List<List<Draft>> takenBack() {
        Draft purchase = purchase("0100");
        return List.of(
                List.of(purchase),
                List.of(drafts.unmarkedReversal(purchase)),
                drafts.inquiry(purchase));
    }

    /** To what is left of the hold in the proportion of the amounts. */
    private List<List<Draft>> takenBackPartly() {
        Draft purchase = purchase("0100");
        long amount = purchase.amount();
        return List.of(
                List.of(purchase),
                List.of(drafts.unmarkedReversal(purchase).leaving(amount * 2 / 3)),
                drafts.inquiry(purchase),
                List.of(drafts.unmarkedReversal(purchase).leaving(amount / 3)),
                drafts.inquiry(purchase));
    }

    private List<List<Draft>> reversedBefore() {
        Draft purchase = purchase("0100");
        return List.of(
                List.of(drafts.unmarkedReversal(purchase).leaving(purchase.amount() / 2)),
                List.of(purchase),
                drafts.inquiry(purchase));
    }

    private List<List<Draft>> incremented() {
        Draft first = purchase("0100");
        Draft added = increment(first);
        Draft kept = increment(first);
        return List.of(
                List.of(first),
                List.of(added),
                drafts.inquiry(first),
                List.of(kept),
                List.of(drafts.unmarkedReversal(added)),
                drafts.inquiry(first),
                List.of(drafts.unmarkedReversal(first).leaving(first.amount() / 2)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> standIn() {
        Draft advice = told(drafts.about(Kind.ADVICE, "0120", purchase("0100")));
        return List.of(
                List.of(advice),
                drafts.inquiry(advice),
                List.of(drafts.unmarkedReversal(advice).leaving(advice.amount() / 2)),
                drafts.inquiry(advice));
    }

    private List<List<Draft>> reported() {
        Draft first = purchase("0100");
        Draft advice = told(drafts.about(Kind.ADVICE, "0120", first)).amount(first.amount() * 2);
        return List.of(
                List.of(first),
                List.of(advice.set(90, OriginalReference.text(first.request()))),
                drafts.inquiry(first),
                List.of(drafts.unmarkedReversal(first).leaving(first.amount() / 2)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> posted() {
        Draft single = purchase("0200");
        return List.of(
                List.of(single),
                drafts.inquiry(single),
                List.of(drafts.unmarkedReversal(single).leaving(single.amount() / 2)),
                drafts.inquiry(single));
    }

    private List<List<Draft>> completed() {
        Draft first = purchase("0100");
        Draft completion =
                told(drafts.about(Kind.FINANCIAL_ADVICE, "0220", first))
                        .amount(first.amount() - first.amount() / 4);
        return List.of(
                List.of(first),
                List.of(completion.set(90, OriginalReference.text(first.request()))),
                drafts.inquiry(first));
    }

    private Draft purchase(String mti) {
        Kind kind = mti.equals("0200") ? Kind.FINANCIAL : Kind.PURCHASE;
        List<String> abroad = LoadedRates.currencies(fleet.currency());
        return drafts.message(kind, mti, cards.getAsInt(), "00", LEAST + amounts.getAsLong())
                .set(49, abroad.get(random.nextInt(abroad.size())));
    }

    private Draft increment(Draft first) {
        return drafts.about(Kind.INCREMENT, "0100", first)
                .set(25, Amounts.INCREMENT)
                .set(37, drafts.rrn())
                .set(90, OriginalReference.text(first.request()))
                .amount(LEAST + amounts.getAsLong());
    }

    private Draft told(Draft advice) {
        return advice.set(39, "00").set(38, "S" + SeededCards.digits(random.nextInt(100_000), 5));
    }
}
