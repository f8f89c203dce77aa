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

    /** DE70: the network's business day has ended. */
    private static final String CUTOVER = "201";

    private final Rules rules;
    private final String currency;
    private final Checks checks;
    private final ControlBook controls;
    private final ProofBook proofs;
    private final Map<String, Request> firstByKey = new HashMap<>();
    private final Map<Integer, Expectation> expectedOfFirst = new HashMap<>();
    private final Map<Integer, Answer> recorded = new HashMap<>();
    private final List<Chain> chains = new ArrayList<>();
    private final ChainFinder finder;
    private final EarlyReversals early;
    private final AdviceBook advices;

    /** What was available when the book was opened, minor units. */
    private long opening;

    /** What credits added: nothing, unless a rule is broken. */
    private long credited;

    AccountBook(Fleet fleet, Rules rules) {
        this.rules = rules;
        this.currency = fleet.currency();
        this.proofs = new ProofBook(fleet, rules);
        this.checks = new Checks(fleet, rules, proofs);
        this.controls = new ControlBook(fleet, rules, chains);
        this.finder = new ChainFinder(rules, chains, this::approvalCodeOf);
        this.early = new EarlyReversals(rules, finder);
        this.advices = new AdviceBook(rules, currency, checks, chains, finder, early);
    }

    void open(long available) {
        opening = available;
    }

    long available() {
        return opening + credited + posted() - held();
    }

    /** Σ what remains held by everything in this book. */
    long held() {
        return chains.stream().mapToLong(Chain::remaining).sum();
    }

    /** Σ what single messages have posted; negative where the cardholder paid. */
    private long posted() {
        return chains.stream().mapToLong(Chain::effectOnPosted).sum();
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
        return proofs.telling(request, decided(request));
    }

    private Expectation decided(Request request) {
        String messageClass = request.messageClass();
        boolean known =
                List.of("10", "12", "20", "22", "30", "40", "42", "62").contains(messageClass)
                        || request.text(70).equals(CUTOVER)
                        || KeyChangeStory.isKeyChange(request);
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
                    case "10", "20" -> proofs.answering(request, request(request));
                    case "12", "22" -> advices.enter(request);
                    case "30" -> block(request);
                    case "62" -> accepted(request, Rule.ADMINISTRATIVE_ADVICE_IS_ACCEPTED);
                    case "80" -> management(request);
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
        if (!request.messageClass().endsWith("0") || request.messageClass().equals("40")) {
            if (!rules.hold(Rule.REUSED_KEY_OF_AN_ADVICE_HAS_NO_EFFECT)) {
                return List.of("12", "22").contains(request.messageClass())
                        ? advices.enter(request)
                        : reversal(request);
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

    private Expectation block(Request request) {
        if (rules.hold(Rule.NETWORK_BLOCKS_A_CARD)) {
            checks.block(request.card());
        }
        return Expectation.of(request, "00", Expectation.ApprovalCode.ABSENT);
    }

    private Expectation management(Request request) {
        if (!KeyChangeStory.isKeyChange(request)) {
            return accepted(request, Rule.CUTOVER_IS_ACCEPTED);
        }
        boolean isFalse =
                request.field(KeyChangeStory.KEY).isEmpty()
                        ? rules.hold(Rule.KEY_CHANGE_NEEDS_A_KEY)
                        : KeyChangeStory.key(request).isEmpty()
                                && rules.hold(Rule.KEY_CHECK_VALUE_IS_VERIFIED);
        return isFalse
                ? Expectation.refusal(request, "12")
                : accepted(request, Rule.KEY_CHANGE_IS_ACCEPTED);
    }

    private Expectation accepted(Request request, Rule rule) {
        return rules.hold(rule)
                ? Expectation.of(request, "00", Expectation.ApprovalCode.ABSENT)
                : Expectation.refusal(request, "12");
    }

    private Expectation request(Request request) {
        Optional<Request> reversed = early.of(request);
        boolean fully = reversed.filter(e -> Amounts.replacement(e) == 0).isPresent();
        if (fully && rules.hold(Rule.EARLY_REVERSAL_DECLINES_ITS_ORIGINAL)) {
            return decline(request, "05");
        }
        Optional<String> refused = checks.firstFailure(request);
        proofs.enter(request, refused);
        if (refused.isPresent()) {
            return decline(request, refused.get());
        }
        if (!Amounts.isIncrement(request)) {
            refused =
                    controls.firstFailure(
                            request, Amounts.billed(request, currency, rules).orElse(0L));
            if (refused.isPresent()) {
                return decline(request, refused.get());
            }
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
        reversed.ifPresent(e -> early.reduce(chains.getLast(), e));
        return decided;
    }

    /** Row 14 of section 6, and what partial approval makes of it. */
    private Expectation fund(Request request) {
        long billed = Amounts.billed(request, currency, rules).orElse(0L);
        if (Amounts.isCredit(request) && rules.hold(Rule.CREDIT_NEEDS_NO_FUNDS)) {
            if (!rules.hold(Rule.CREDIT_RAISES_NOTHING)) {
                credited += billed;
            }
            return approve(request, "00", request.amount(), Chain.isSingle(request) ? billed : 0);
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
        Rule rule =
                Chain.isSingle(request)
                        ? Rule.SINGLE_MESSAGE_IS_POSTED
                        : Rule.APPROVAL_HOLDS_ITS_AMOUNT;
        chains.add(Chain.approved(request, rules.hold(rule) ? held : 0));
        return Expectation.approval(request, code, amount);
    }

    /** Decided on itself alone, never in part; added to the chain that it refers to. */
    private Expectation increment(Request request, Optional<Request> reversed) {
        Optional<Chain> chain = finder.chainOf(request);
        boolean open = chain.filter(Chain::isOpen).isPresent();
        if (chain.isEmpty() || (!open && rules.hold(Rule.INCREMENT_NEEDS_AN_OPEN_ORIGINAL))) {
            return decline(request, "05");
        }
        long units = Amounts.billed(request, currency, rules).orElse(0L);
        Optional<String> refused = controls.firstFailure(request, units);
        if (refused.isPresent()) {
            return decline(request, refused.get());
        }
        if (units > available()) {
            return decline(request, "51");
        }
        chain.get().add(request, units, reversed, rules);
        return Expectation.approval(request, "00", request.amount());
    }

    private Expectation decline(Request request, String code) {
        Optional<Chain> added =
                Amounts.isIncrement(request) ? finder.chainOf(request) : Optional.empty();
        if (added.isPresent()) {
            added.get().refuse(request, Amounts.billed(request, currency, rules).orElse(0L));
            return Expectation.refusal(request, code);
        }
        Chain chain = Chain.declined(request, Amounts.billed(request, currency, rules).orElse(0L));
        chains.add(chain);
        if (rules.hold(Rule.EARLY_REVERSAL_BINDS_THE_ADVICE)) {
            early.of(request).ifPresent(e -> chain.bindTo(chain.targetOf(e)));
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
            early.remember(request);
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

    private String approvalCodeOf(Request message) {
        return recorded(message.number())
                .map(answer -> answer.text(38))
                .filter(code -> !code.isEmpty())
                .orElse(message.text(38));
    }
}
