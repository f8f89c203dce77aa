package io.kessai.local.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network's book of one account: what was sent for it, what it must hold.
 *
 * <p>Messages are entered in the order in which the server decides them. Not thread-safe: {@link
 * Books} guards it.
 */
final class AccountBook {

    /** A reversal that came before its original (section 3.1, "early"). */
    private record EarlyReversal(Request reversal) {}

    /** DE70: the network's business day has ended. */
    private static final String CUTOVER = "201";

    private final Rules rules;
    private final String currency;
    private final Checks checks;
    private final Map<String, Request> firstByKey = new HashMap<>();
    private final Map<Integer, Expectation> expectedOfFirst = new HashMap<>();
    private final Map<Integer, Answer> recorded = new HashMap<>();
    private final List<Chain> chains = new ArrayList<>();
    private final ChainFinder finder;
    private final List<EarlyReversal> early = new ArrayList<>();

    /** What was available when the book was opened, minor units. */
    private long opening;

    /** What credits added: nothing, unless a rule is broken. */
    private long credited;

    AccountBook(Fleet fleet, Rules rules) {
        this.rules = rules;
        this.currency = fleet.currency();
        this.checks = new Checks(fleet, rules);
        this.finder = new ChainFinder(rules, chains, this::approvalCodeOf);
    }

    void open(long available) {
        opening = available;
    }

    long available() {
        return opening + credited - held();
    }

    /** Σ what remains held by everything in this book. */
    long held() {
        return chains.stream().mapToLong(Chain::remaining).sum();
    }

    /** What was authorized, and what was not, in the order in which it was decided. */
    List<DayAuthorization> authorizations() {
        return chains.stream()
                .filter(chain -> chain.first.card() >= 0)
                .map(chain -> DayAuthorization.of(chain, recorded(chain.first.number())))
                .toList();
    }

    /** Enters a message and says what its answer must be. */
    Expectation expect(Request request) {
        String messageClass = request.messageClass();
        boolean known =
                List.of("10", "12", "40", "42", "62").contains(messageClass)
                        || request.text(70).equals(CUTOVER);
        if (!known) {
            return Expectation.refusal(
                    request, rules.hold(Rule.UNKNOWN_TYPE_IS_REFUSED) ? "12" : "00");
        }
        Optional<Request> first = firstOf(request);
        if (first.isPresent()) {
            return again(request, first.get());
        }
        Expectation expectation =
                switch (messageClass) {
                    case "10" -> request(request);
                    case "12" -> advice(request);
                    case "62" -> accepted(request, Rule.ADMINISTRATIVE_ADVICE_IS_ACCEPTED);
                    case "80" -> accepted(request, Rule.CUTOVER_IS_ACCEPTED);
                    default -> reversal(request);
                };
        firstByKey.put(request.key(), request);
        expectedOfFirst.put(request.number(), expectation);
        return expectation;
    }

    /** The answer given to the first message with this key, or nothing before it came. */
    Optional<Answer> recorded(int number) {
        return Optional.ofNullable(recorded.get(number));
    }

    void record(int number, Answer answer) {
        recorded.putIfAbsent(number, answer);
    }

    private Optional<Request> firstOf(Request request) {
        if (!rules.hold(Rule.REPEAT_GETS_THE_RECORDED_ANSWER)) {
            return Optional.empty();
        }
        Request same = firstByKey.get(request.key());
        if (same != null) {
            return Optional.of(same);
        }
        if (!request.isRepeat() || !rules.hold(Rule.RESTAMPED_REPEAT_IS_KNOWN)) {
            return Optional.empty();
        }
        return firstByKey.values().stream()
                .filter(first -> first.with(7, "").key().equals(request.with(7, "").key()))
                .filter(first -> first.text(2).equals(request.text(2)))
                .filter(first -> first.text(3).equals(request.text(3)))
                .filter(first -> first.text(4).equals(request.text(4)))
                .filter(first -> first.text(49).equals(request.text(49)))
                .findFirst();
    }

    private Expectation again(Request request, Request first) {
        boolean same = first.text(2).equals(request.text(2)) && first.amount() == request.amount();
        if (same) {
            return sameAs(first);
        }
        if (!request.messageClass().equals("10")) {
            if (!rules.hold(Rule.REUSED_KEY_OF_AN_ADVICE_HAS_NO_EFFECT)) {
                return request.messageClass().equals("12") ? advice(request) : reversal(request);
            }
            return Expectation.accepted(request);
        }
        return rules.hold(Rule.REUSED_KEY_IS_REFUSED)
                ? Expectation.refusal(request, "94")
                : sameAs(first);
    }

    private Expectation sameAs(Request first) {
        Expectation expectation = expectedOfFirst.get(first.number());
        if (expectation == null) {
            throw new IllegalStateException(first + " has no expectation");
        }
        return expectation;
    }

    private Expectation accepted(Request request, Rule rule) {
        return rules.hold(rule)
                ? Expectation.of(request, "00", Expectation.ApprovalCode.ABSENT)
                : Expectation.refusal(request, "12");
    }

    private Expectation request(Request request) {
        Optional<EarlyReversal> reversed = earlyReversalOf(request);
        boolean fully = reversed.filter(e -> Amounts.replacement(e.reversal) == 0).isPresent();
        if (fully && rules.hold(Rule.EARLY_REVERSAL_DECLINES_ITS_ORIGINAL)) {
            return decline(request, "05");
        }
        Optional<String> refused = checks.firstFailure(request);
        if (refused.isPresent()) {
            return decline(request, refused.get());
        }
        if (Amounts.isVerification(request)) {
            return Expectation.of(
                    request,
                    rules.hold(Rule.VERIFICATION_IS_ANSWERED_85) ? "85" : "00",
                    Expectation.ApprovalCode.EITHER);
        }
        if (Amounts.isInquiry(request)) {
            Expectation told = Expectation.of(request, "00", Expectation.ApprovalCode.EITHER);
            return rules.hold(Rule.INQUIRY_TELLS_THE_BALANCE)
                    ? told.withAvailable(available())
                    : told.withAvailable(opening);
        }
        if (Amounts.isIncrement(request)) {
            return increment(request, reversed);
        }
        Expectation decided = fund(request);
        reversed.ifPresent(e -> reduceEarly(chains.getLast(), e.reversal));
        return decided;
    }

    /** Row 14 of section 6, and what partial approval makes of it. */
    private Expectation fund(Request request) {
        long billed = Amounts.billed(request, currency, rules).orElse(0L);
        if (Amounts.isCredit(request) && rules.hold(Rule.CREDIT_NEEDS_NO_FUNDS)) {
            if (!rules.hold(Rule.CREDIT_RAISES_NOTHING)) {
                credited += billed;
            }
            return approve(request, "00", request.amount(), 0);
        }
        long available = available();
        if (billed <= available || !rules.hold(Rule.INSUFFICIENT_FUNDS)) {
            return approve(request, "00", request.amount(), billed);
        }
        boolean takesPartial = Amounts.takesPartial(request);
        String type = Amounts.transactionType(request);
        if (takesPartial && type.equals("00") && rules.hold(Rule.PARTIAL_APPROVAL)) {
            long approved = available <= 0 ? 0 : available * request.amount() / billed;
            long held = Math.min(available, Chain.approved(request, billed).convert(approved));
            return approved == 0 ? decline(request, "51") : approve(request, "10", approved, held);
        }
        long withoutCash = request.amount() - Amounts.cashback(request);
        if (type.equals("09")
                && takesPartial
                && withoutCash > 0
                && withoutCash <= available
                && rules.hold(Rule.PURCHASE_WITHOUT_CASH)) {
            return approve(request, "87", withoutCash, withoutCash);
        }
        return decline(request, "51");
    }

    private Expectation approve(Request request, String code, long amount, long held) {
        chains.add(Chain.approved(request, rules.hold(Rule.APPROVAL_HOLDS_ITS_AMOUNT) ? held : 0));
        return Expectation.approval(request, code, amount);
    }

    /** Decided on itself alone, never in part; added to the chain that it refers to. */
    private Expectation increment(Request request, Optional<EarlyReversal> reversed) {
        Optional<Chain> chain = chainOf(request);
        boolean open = chain.filter(Chain::isOpen).isPresent();
        if (chain.isEmpty() || (!open && rules.hold(Rule.INCREMENT_NEEDS_AN_OPEN_ORIGINAL))) {
            return decline(request, "05");
        }
        long units = Amounts.billed(request, currency, rules).orElse(0L);
        if (units > available()) {
            return decline(request, "51");
        }
        add(chain.get(), request, units, reversed);
        return Expectation.approval(request, "00", request.amount());
    }

    private void add(Chain chain, Request increment, long units, Optional<EarlyReversal> reversed) {
        chain.add(increment, rules.hold(Rule.INCREMENT_ADDS) ? units : 0, rules);
        reversed.ifPresent(
                e ->
                        chain.added()
                                .filter(added -> added.message().equals(increment))
                                .forEach(added -> chain.reverse(added, e.reversal, rules)));
    }

    /** The chain of an increment: in its own currency. */
    private Optional<Chain> chainOf(Request increment) {
        return finder.find(increment)
                .map(ChainFinder.Found::chain)
                .filter(chain -> chain.first.text(49).equals(increment.text(49)));
    }

    private Expectation decline(Request request, String code) {
        Optional<Chain> added = Amounts.isIncrement(request) ? chainOf(request) : Optional.empty();
        if (added.isPresent()) {
            added.get().refuse(request, Amounts.billed(request, currency, rules).orElse(0L));
            return Expectation.refusal(request, code);
        }
        Chain chain = Chain.declined(request, Amounts.billed(request, currency, rules).orElse(0L));
        chains.add(chain);
        if (rules.hold(Rule.EARLY_REVERSAL_BINDS_THE_ADVICE)) {
            earlyReversalOf(request).ifPresent(e -> chain.bindTo(chain.targetOf(e.reversal)));
        }
        return Expectation.refusal(request, code);
    }

    private Expectation reversal(Request request) {
        Optional<ChainFinder.Found> original = finder.find(request);
        if (original.flatMap(ChainFinder.Found::added).isPresent()) {
            ChainFinder.Found found = original.get();
            found.chain().reverse(found.added().orElseThrow(), request, rules);
            return Expectation.accepted(request);
        }
        if (original.isPresent()) {
            Chain chain = original.get().chain();
            long target =
                    rules.hold(Rule.PARTIAL_REVERSAL_KEEPS_ITS_TARGET)
                            ? chain.targetOf(request)
                            : 0;
            chain.reverseTo(target, rules);
            return Expectation.accepted(request);
        }
        if (OriginalReference.of(request).filter(OriginalReference::isExact).isPresent()
                || request.field(ChainFinder.NETWORK_ID).isPresent()) {
            early.add(new EarlyReversal(request));
        }
        boolean request0400 = request.messageClass().equals("40");
        boolean refuse =
                request0400
                        ? rules.hold(Rule.UNKNOWN_ORIGINAL_IS_ANSWERED_25)
                        : !rules.hold(Rule.REVERSAL_ADVICE_IS_ALWAYS_ACCEPTED);
        return refuse
                ? Expectation.of(request, "25", Expectation.ApprovalCode.EITHER)
                : Expectation.accepted(request);
    }

    private Expectation advice(Request request) {
        boolean nobodys = request.card() < 0;
        if (nobodys || Amounts.billed(request, currency, rules).isEmpty()) {
            return rules.hold(Rule.ADVICE_FOR_NOBODYS_CARD_IS_ACCEPTED)
                    ? Expectation.accepted(request)
                    : Expectation.refusal(request, "14");
        }
        if (!rules.hold(Rule.ADVICE_PASSES_THE_CHECKS)) {
            Optional<String> refused = checks.firstFailure(request);
            if (refused.isPresent()) {
                return Expectation.refusal(request, refused.get());
            }
        }
        boolean approved = List.of("", "00", "08", "10", "11").contains(request.text(39));
        long amount = Amounts.billed(request, currency, rules).orElse(0L);
        Optional<Chain> original =
                Amounts.isIncrement(request)
                        ? chainOf(request)
                        : finder.find(request).map(ChainFinder.Found::chain);
        if (original.isPresent() && Amounts.isIncrement(request)) {
            report(original.get(), request, approved, amount);
        } else if (original.isPresent()) {
            follow(original.get(), request, approved, amount);
        } else if (approved) {
            hold(request, amount);
        }
        return Expectation.accepted(request);
    }

    /** An advice with the increment mark: it adds, or tells of one that was declined elsewhere. */
    private void report(Chain chain, Request advice, boolean approved, long amount) {
        if (!approved && rules.hold(Rule.INCREMENT_ADVICE_THAT_DECLINES_LEAVES_ITS_CHAIN)) {
            chain.refuse(advice, amount);
        } else if (approved
                && chain.isApproved()
                && !chain.isFullyReversed()
                && rules.hold(Rule.INCREMENT_ADVICE_ADDS)) {
            add(chain, advice, amount, earlyReversalOf(advice));
        } else {
            follow(chain, advice, approved, amount);
        }
    }

    private void hold(Request advice, long amount) {
        boolean holds = rules.hold(Rule.ADVICE_WITHOUT_ORIGINAL_HOLDS) && !Amounts.isCredit(advice);
        Chain chain = Chain.approved(advice, holds ? amount : 0);
        chains.add(chain);
        earlyReversalOf(advice).ifPresent(e -> reduceEarly(chain, e.reversal));
    }

    private void follow(Chain original, Request advice, boolean approved, long amount) {
        if (!approved) {
            if (rules.hold(Rule.DECLINED_ADVICE_RELEASES)) {
                original.release();
            }
        } else if (original.isCredit) {
            return;
        } else if (original.isFullyReversed()
                && rules.hold(Rule.ADVICE_AFTER_REVERSAL_HOLDS_NOTHING)) {
            return;
        } else if (!original.isApproved()) {
            if (rules.hold(Rule.ADVICE_ON_A_DECLINE_HOLDS)) {
                original.approveLate(advice, amount);
                original.measureBy(advice, amount, rules);
            }
        } else if (rules.hold(Rule.ADVICE_SETS_THE_TOTAL)) {
            original.setTotal(amount);
            original.measureBy(advice, amount, rules);
        }
    }

    private void reduceEarly(Chain chain, Request reversal) {
        if (rules.hold(Rule.EARLY_PARTIAL_REVERSAL_REDUCES_ITS_ORIGINAL)) {
            chain.reverseTo(chain.targetOf(reversal), rules);
        }
    }

    private Optional<EarlyReversal> earlyReversalOf(Request original) {
        boolean isOfKnownChain = Amounts.isIncrement(original) && chainOf(original).isPresent();
        return early.stream()
                .filter(e -> e.reversal.text(2).equals(original.text(2)))
                .filter(
                        e ->
                                OriginalReference.of(e.reversal)
                                                .filter(r -> r.names(original))
                                                .isPresent()
                                        || (!isOfKnownChain
                                                && rules.hold(
                                                        Rule.EARLY_REVERSAL_NAMES_A_NETWORK_ID)
                                                && ChainFinder.same(
                                                        e.reversal,
                                                        original,
                                                        ChainFinder.NETWORK_ID)))
                .findFirst();
    }

    private String approvalCodeOf(Request message) {
        return recorded(message.number())
                .map(answer -> answer.text(38))
                .filter(code -> !code.isEmpty())
                .orElse(message.text(38));
    }
}
