package io.kessai.local.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Stories of single messages (section 3): posted at once, alone or to complete what was held. */
final class FinancialStories {
    private static final int NETWORK_ID = ChainFinder.NETWORK_ID;

    /** DE60: more completions follow. */
    private static final String MORE = "00000000001";

    private final SplittableRandom random;
    private final Fleet fleet;
    private final Drafts drafts;
    private final IntSupplier cards;
    private final LongSupplier amounts;

    FinancialStories(
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
                this::asked,
                this::tooMuch,
                this::refund,
                this::takenBack,
                this::takenBackPartly,
                this::reversedBefore,
                this::confirmed,
                this::corrected,
                this::unasked,
                this::completed,
                this::completedInParts,
                this::completionTakenBack);
    }

    private List<List<Draft>> asked() {
        Draft single = request("00");
        return List.of(
                List.of(single, single.again(Kind.COPY, false)),
                List.of(single.again(Kind.REPEAT, true)),
                drafts.inquiry(single));
    }

    private List<List<Draft>> tooMuch() {
        Draft single = request("01").amount(fleet.limit() * 3);
        return List.of(List.of(single), List.of(drafts.reversal(single)), drafts.inquiry(single));
    }

    /** Raises what is available: no clearing is to come. */
    private List<List<Draft>> refund() {
        Draft refund = request("20");
        return random.nextBoolean()
                ? List.of(List.of(refund), drafts.inquiry(refund))
                : List.of(
                        List.of(refund), List.of(drafts.reversal(refund)), drafts.inquiry(refund));
    }

    private List<List<Draft>> takenBack() {
        Draft single = request("00");
        return List.of(
                List.of(single),
                List.of(drafts.reversal(single)),
                List.of(drafts.reversal(single)),
                drafts.inquiry(single));
    }

    private List<List<Draft>> takenBackPartly() {
        Draft single = request("00");
        long amount = single.amount();
        return List.of(
                List.of(single),
                List.of(drafts.reversal(single).leaving(amount / 2)),
                drafts.inquiry(single),
                List.of(drafts.reversal(single).leaving(amount - 1)),
                List.of(drafts.reversal(single).leaving(amount / 3)),
                drafts.inquiry(single));
    }

    private List<List<Draft>> reversedBefore() {
        Draft single = request("00");
        Draft reversal = drafts.reversal(single);
        return List.of(
                List.of(random.nextBoolean() ? reversal : reversal.leaving(single.amount() / 2)),
                List.of(single),
                drafts.inquiry(single));
    }

    /** The network tells once more what was asked and answered: it is not posted twice. */
    private List<List<Draft>> confirmed() {
        Draft single = request("00");
        Draft advice = advice(single);
        return List.of(
                List.of(single),
                List.of(advice),
                List.of(advice.again(Kind.REPEAT, true)),
                drafts.inquiry(single));
    }

    /** Declined by us (wrong expiry) or approved, and moved by the network at another amount. */
    private List<List<Draft>> corrected() {
        Draft single = request("00");
        if (random.nextBoolean()) {
            single.set(14, "2811");
        }
        return List.of(
                List.of(single),
                List.of(advice(single).amount(single.amount() / 2 + 1)),
                drafts.inquiry(single));
    }

    /** Without a request, and more than there is. */
    private List<List<Draft>> unasked() {
        Draft never = request("00");
        Draft advice = advice(never);
        if (random.nextInt(4) == 0) {
            advice.amount(advice.amount() * 100);
        }
        return random.nextBoolean()
                ? List.of(List.of(advice), drafts.inquiry(advice))
                : List.of(
                        List.of(advice), List.of(drafts.reversal(advice)), drafts.inquiry(advice));
    }

    /** For what was authorized, less, or more. */
    private List<List<Draft>> completed() {
        Draft first = purchase();
        long amount = first.amount();
        long completed =
                switch (random.nextInt(3)) {
                    case 0 -> amount;
                    case 1 -> amount - amount / 4;
                    default -> amount + amount / 4;
                };
        return List.of(
                List.of(first), List.of(advice(first).amount(completed)), drafts.inquiry(first));
    }

    private List<List<Draft>> completedInParts() {
        Draft first = purchase();
        long third = first.amount() / 3;
        return List.of(
                List.of(first),
                List.of(advice(first).amount(third).set(60, MORE)),
                drafts.inquiry(first),
                List.of(advice(first).amount(third)),
                drafts.inquiry(first));
    }

    private List<List<Draft>> completionTakenBack() {
        Draft first = purchase();
        Draft completion = advice(first);
        return List.of(
                List.of(first),
                List.of(completion),
                List.of(drafts.reversal(completion)),
                drafts.inquiry(first));
    }

    private Draft purchase() {
        return drafts.message(Kind.PURCHASE, "0100", cards.getAsInt(), "00", amounts.getAsLong());
    }

    private Draft request(String type) {
        return drafts.message(Kind.FINANCIAL, "0200", cards.getAsInt(), type, amounts.getAsLong());
    }

    /** Found by the network's id, by DE90, or by DE37 and DE41. */
    private Draft advice(Draft original) {
        Draft advice =
                drafts.about(Kind.FINANCIAL_ADVICE, "0220", original)
                        .set(39, "00")
                        .set(38, "S" + SeededCards.digits(random.nextInt(100_000), 5));
        return switch (random.nextInt(3)) {
            case 0 ->
                    original.text(NETWORK_ID).isEmpty()
                            ? advice
                            : advice.set(NETWORK_ID, original.text(NETWORK_ID));
            case 1 ->
                    advice.set(90, OriginalReference.text(original.request()))
                            .set(37, drafts.rrn());
            default -> advice;
        };
    }
}
