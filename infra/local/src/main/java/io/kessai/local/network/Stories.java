package io.kessai.local.network;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What can happen to a card in a day: each story is a few messages in their order. Every story
 * comes up once before chance decides.
 */
final class Stories {
    private static final String FOREIGN = "978";
    private static final String EXCEPTION_FILE = "EXCEPTION";
    private static final String TAKES_PARTIAL = "0000000001";
    private static final String[] DEBITS = {"00", "00", "00", "00", "10", "01", "12", "17", "11"};
    private static final String[] CREDITS = {"20", "26", "28"};

    /** In a hundred stories, how many are a plain purchase whatever else there is. */
    private static final int PLAIN_PERCENT = 45;

    private final SplittableRandom random;
    private final Fleet fleet;
    private final Drafts drafts;
    private final KeyChangeStory keyChanges;
    private final int accounts;
    private final List<Supplier<List<List<Draft>>>> all;
    private int told;

    /** Purchases abroad so far: each way of billing them comes up. */
    private int abroad;

    Stories(SplittableRandom random, Fleet fleet, Instant start, int messages) {
        this.random = random;
        this.fleet = fleet;
        this.drafts = new Drafts(random, fleet, start);
        this.keyChanges = new KeyChangeStory(drafts, random.nextLong() + start.toEpochMilli());
        this.accounts = Math.min(fleet.accounts(), Math.max(80, messages / 10));
        ReversalStories reversals =
                new ReversalStories(random, drafts, this::anyCard, this::amount);
        AdviceStories advices = new AdviceStories(random, drafts, this::anyCard, this::amount);
        this.all = new ArrayList<>();
        all.addAll(
                List.of(
                        this::purchase,
                        this::copiesTogether,
                        this::repeatLater,
                        this::restampedRepeat,
                        this::reusedKey,
                        this::refund,
                        this::cashback,
                        this::verification,
                        this::inquiry,
                        this::unknownCard,
                        this::otherExpiry,
                        this::specialCard,
                        this::tooMuch,
                        this::otherCurrency,
                        this::notSupported,
                        this::malformed,
                        this::unanswerable,
                        this::echo,
                        this::cutover,
                        this::administrative,
                        this::block));
        all.addAll(reversals.all());
        all.addAll(advices.all());
        all.addAll(new NetworkIdStories(random, drafts, this::anyCard, this::amount).all());
        all.addAll(new FinancialStories(random, fleet, drafts, this::anyCard, this::amount).all());
        all.addAll(new IncrementStories(random, fleet, drafts, this::anyCard, this::amount).all());
        all.addAll(new RateStories(random, fleet, drafts, this::anyCard, this::amount).all());
        all.addAll(new ControlStories(fleet, drafts, this::card, this::cardOf).all());
        all.addAll(new CountingStories(random, fleet, drafts, this::cardOf).all());
        all.addAll(new ProofStories(fleet, drafts, this::card, this::specialCardOfAny).all());
    }

    /** The steps of the next story. */
    Deque<List<Draft>> next() {
        Supplier<List<List<Draft>>> story;
        int place = told++;
        if (place < all.size()) {
            story = all.get(place);
        } else if (random.nextInt(100) < PLAIN_PERCENT) {
            story = this::purchase;
        } else {
            story = all.get(random.nextInt(all.size()));
        }
        return new ArrayDeque<>(story.get());
    }

    /** The steps of the network's next change of key. */
    List<List<Draft>> keyChange() {
        return keyChanges.next();
    }

    private List<List<Draft>> purchase() {
        String type = DEBITS[random.nextInt(DEBITS.length)];
        Kind kind = type.equals("00") || type.equals("10") ? Kind.PURCHASE : Kind.CASH;
        Draft draft = drafts.message(kind, "0100", anyCard(), type, amount());
        if (type.equals("00") && random.nextInt(6) == 0) {
            draft.set(60, TAKES_PARTIAL);
        }
        return List.of(List.of(formed(draft)));
    }

    private List<List<Draft>> copiesTogether() {
        Draft first = purchase(anyCard());
        List<Draft> together = new ArrayList<>(List.of(first));
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
            boolean marked = random.nextBoolean();
            together.add(first.again(marked ? Kind.REPEAT : Kind.COPY, marked));
        }
        return List.of(together, List.of(inquiryOf(first)));
    }

    private List<List<Draft>> repeatLater() {
        Draft first = purchase(anyCard());
        return List.of(
                List.of(first),
                List.of(first.again(Kind.REPEAT, true)),
                List.of(first.again(Kind.COPY, false)),
                List.of(inquiryOf(first)));
    }

    private List<List<Draft>> restampedRepeat() {
        Draft first = purchase(card());
        Draft repeat = first.again(Kind.REPEAT, true);
        // A second later than anything sent so far would be: DE7 counts in whole seconds.
        for (int i = 0; i < 120; i++) {
            drafts.rrn();
        }
        return List.of(
                List.of(first),
                List.of(repeat.set(7, drafts.transmission())),
                List.of(inquiryOf(first)));
    }

    private List<List<Draft>> reusedKey() {
        Draft first = purchase(card());
        Draft reused = first.again(Kind.REUSED_KEY, random.nextBoolean());
        reused.amount(first.amount() + 1);
        return List.of(
                List.of(first),
                List.of(reused),
                List.of(first.again(Kind.COPY, false)),
                List.of(inquiryOf(first)));
    }

    private List<List<Draft>> refund() {
        String type = CREDITS[random.nextInt(CREDITS.length)];
        int card = card();
        Draft refund = drafts.message(Kind.REFUND, "0100", card, type, fleet.limit() + amount());
        Draft reversal = drafts.about(Kind.REVERSAL, "0400", refund);
        reversal.set(90, OriginalReference.text(refund.request()));
        return random.nextBoolean()
                ? List.of(List.of(refund), List.of(inquiryOf(refund)))
                : List.of(List.of(refund), List.of(reversal), List.of(inquiryOf(refund)));
    }

    private List<List<Draft>> cashback() {
        int card = random.nextInt(3) == 0 ? smallCard() : card();
        long room = fleet.limitOf(fleet.accountOf(card));
        boolean beyond = random.nextBoolean();
        long amount = beyond ? room + 1 + random.nextInt(100) : amount();
        long goods = 1 + random.nextLong(Math.max(1, beyond ? room / 10 : amount - 1));
        long cash = amount - goods;
        Draft draft = drafts.message(Kind.CASHBACK, "0100", card, "09", amount);
        draft.set(54, "0040" + fleet.currency() + "D" + SeededCards.digits(cash, 12));
        draft.set(60, TAKES_PARTIAL);
        return List.of(List.of(draft), List.of(inquiryOf(draft)));
    }

    private List<List<Draft>> verification() {
        String type = random.nextBoolean() ? "00" : "33";
        return List.of(List.of(drafts.message(Kind.VERIFICATION, "0100", anyCard(), type, 0)));
    }

    private List<List<Draft>> inquiry() {
        Draft purchase = purchase(card());
        return List.of(List.of(purchase), List.of(inquiryOf(purchase)));
    }

    private List<List<Draft>> unknownCard() {
        int index = random.nextInt(SeededCards.COUNT_MAX / 2) + SeededCards.COUNT_MAX / 2;
        String pan = random.nextBoolean() ? SeededCards.pan(index) : SeededCards.badPan(index);
        return List.of(List.of(drafts.nobodys(Kind.PURCHASE, "0100", pan, amount())));
    }

    private List<List<Draft>> otherExpiry() {
        Draft draft = purchase(card()).set(14, "2811");
        if (random.nextBoolean()) {
            draft.amount(fleet.limit() * 3);
        }
        return List.of(List.of(draft));
    }

    private List<List<Draft>> specialCard() {
        Draft draft = purchase(specialCardOfAny());
        if (random.nextInt(3) == 0) {
            draft.set(14, "2811");
        }
        return List.of(List.of(formed(draft)));
    }

    private List<List<Draft>> tooMuch() {
        int card = random.nextBoolean() ? smallCard() : card();
        long amount = fleet.limitOf(fleet.accountOf(card));
        Draft draft = purchase(card);
        draft.amount(amount + random.nextInt(2));
        if (random.nextBoolean()) {
            draft.set(60, TAKES_PARTIAL);
        }
        Draft reversal = drafts.about(Kind.REVERSAL, "0400", draft);
        reversal.set(90, OriginalReference.text(draft.request()));
        return List.of(
                List.of(draft),
                List.of(inquiryOf(draft)),
                List.of(reversal),
                List.of(inquiryOf(draft)));
    }

    /** Bought abroad: billed in the account's currency, or in none that the account has. */
    private List<List<Draft>> otherCurrency() {
        Draft draft = purchase(card());
        long amount = draft.amount();
        switch (abroad++ % 4) {
            case 0 -> draft.set(49, FOREIGN);
            case 1 -> draft.set(51, FOREIGN).set(6, SeededCards.digits(amount * 7, 12));
            case 2 ->
                    draft.set(49, FOREIGN)
                            .set(51, fleet.currency())
                            .set(6, SeededCards.digits(amount * 2, 12));
            default ->
                    draft.set(49, FOREIGN)
                            .amount(fleet.limit())
                            .set(51, fleet.currency())
                            .set(6, SeededCards.digits(fleet.limit() * 2, 12))
                            .set(60, TAKES_PARTIAL);
        }
        return List.of(List.of(draft), List.of(inquiryOf(draft)));
    }

    private List<List<Draft>> notSupported() {
        Draft draft =
                switch (random.nextInt(3)) {
                    case 0 -> purchase(card()).set(3, "770000");
                    case 1 -> drafts.message(Kind.CASH, "0100", card(), "01", 0);
                    default -> {
                        String mti = random.nextBoolean() ? "0500" : "0600";
                        yield drafts.message(Kind.UNKNOWN_TYPE, mti, card(), "00", amount());
                    }
                };
        return List.of(List.of(draft));
    }

    private List<List<Draft>> malformed() {
        Draft draft = drafts.nobodys(Kind.MALFORMED, "0100", SeededCards.pan(card()), amount());
        switch (random.nextInt(3)) {
            case 0 -> draft.drop(2);
            case 1 -> draft.form(Request.Form.BAD_LAST_FIELD);
            default -> draft.form(Request.Form.CUT);
        }
        return List.of(List.of(draft));
    }

    private List<List<Draft>> unanswerable() {
        String pan = SeededCards.pan(card());
        Draft draft = drafts.nobodys(Kind.UNANSWERABLE, "0110", pan, amount()).set(39, "00");
        return List.of(List.of(random.nextBoolean() ? draft : draft.form(Request.Form.NOISE)));
    }

    private List<List<Draft>> echo() {
        return List.of(List.of(drafts.management(Kind.ECHO, "301")));
    }

    /** The network ends its business day, and says so again. */
    private List<List<Draft>> cutover() {
        Draft cutover = drafts.management(Kind.CUTOVER, "201").set(15, drafts.date());
        return List.of(
                List.of(cutover),
                List.of(cutover.again(Kind.REPEAT, true), cutover.again(Kind.COPY, false)));
    }

    /** The network tells something about a card, and says so again. */
    private List<List<Draft>> administrative() {
        Draft told = drafts.message(Kind.ADMINISTRATIVE, "0620", card(), "00", 0).drop(4);
        return List.of(
                List.of(told),
                List.of(told.again(Kind.REPEAT, true), told.again(Kind.COPY, false)));
    }

    /** The network blocks a card, and says so again; the account's other card goes on. */
    private List<List<Draft>> block() {
        int card = fleet.firstCard(fleet.accountOf(card()));
        if (fleet.cardsPerAccount() == 1) {
            return List.of(List.of(purchase(card)));
        }
        Draft block = drafts.message(Kind.CARD_BLOCK, "0302", card, "00", 0).drop(4);
        block.set(91, Amounts.BLOCK).set(101, EXCEPTION_FILE);
        return List.of(
                List.of(purchase(card)),
                List.of(block),
                List.of(purchase(card), block.again(Kind.COPY, false)),
                List.of(inquiryOf(block)));
    }

    private Draft purchase(int card) {
        return drafts.message(Kind.PURCHASE, "0100", card, "00", amount());
    }

    private Draft inquiryOf(Draft about) {
        int card =
                fleet.canBeInquired(about.account)
                        ? fleet.inquiringCard(about.account)
                        : about.card;
        return drafts.message(Kind.INQUIRY, "0100", card, random.nextBoolean() ? "30" : "31", 0);
    }

    private Draft formed(Draft draft) {
        return switch (random.nextInt(40)) {
            case 0 -> draft.form(Request.Form.SPLIT);
            case 1 -> draft.form(Request.Form.AFTER_POLL);
            default -> draft;
        };
    }

    /** A card that is in order, of an account with an ordinary or a small limit. */
    private int card() {
        while (true) {
            int account = random.nextInt(accounts);
            Fleet.Condition condition = fleet.conditionOf(account);
            if (condition == Fleet.Condition.ORDINARY
                    || (condition == Fleet.Condition.SMALL_LIMIT && random.nextInt(4) == 0)) {
                return fleet.firstCard(account) + random.nextInt(fleet.cardsPerAccount());
            }
        }
    }

    private int anyCard() {
        return random.nextInt(12) == 0 ? specialCardOfAny() : card();
    }

    private int specialCardOfAny() {
        while (true) {
            int account = random.nextInt(accounts);
            Fleet.Condition condition = fleet.conditionOf(account);
            if (condition != Fleet.Condition.ORDINARY
                    && condition != Fleet.Condition.SMALL_LIMIT
                    && !condition.isControlled()) {
                return fleet.firstCard(account);
            }
        }
    }

    private int smallCard() {
        return cardOf(Fleet.Condition.SMALL_LIMIT);
    }

    private int cardOf(Fleet.Condition condition) {
        while (true) {
            int account = random.nextInt(accounts);
            if (fleet.conditionOf(account) == condition) {
                return fleet.firstCard(account);
            }
        }
    }

    private long amount() {
        return 10 + random.nextLong(Math.max(1, fleet.limit() / 50));
    }
}
