package io.kessai.local.network;

import io.kessai.local.network.Fleet.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rows 4 to 10 of the order of checks (section 6), as a table. */
final class Checks {

    private record Check(Rule rule, String responseCode, Predicate<Request> fails) {}

    private final Fleet fleet;
    private final Rules rules;
    private final List<Check> table;

    /** By the network, in the course of the day. */
    private final Set<Integer> blocked = new HashSet<>();

    Checks(Fleet fleet, Rules rules, ProofBook proofs) {
        this.fleet = fleet;
        this.rules = rules;
        this.table =
                List.of(
                        new Check(
                                Rule.PROCESSING_CODE_NOT_SUPPORTED,
                                "12",
                                request -> !Amounts.isSupported(request)),
                        new Check(Rule.CARD_UNKNOWN, "14", request -> request.card() < 0),
                        met(Rule.CARD_STOLEN, "43", Condition.STOLEN),
                        met(Rule.CARD_LOST, "41", Condition.LOST),
                        met(Rule.CARD_CLOSED, "14", Condition.CLOSED),
                        new Check(Rule.CARD_BLOCKED, "62", this::isBlocked),
                        met(Rule.CARD_NOT_ACTIVATED, "78", Condition.NOT_ACTIVATED),
                        met(Rule.CARD_PAUSED, "62", Condition.PAUSED),
                        met(Rule.CARD_EXPIRED, "54", Condition.EXPIRED),
                        new Check(Rule.EXPIRY_MISMATCH, "54", this::hasOtherExpiry),
                        met(Rule.ACCOUNT_CLOSED, "78", Condition.ACCOUNT_CLOSED),
                        met(Rule.ACCOUNT_SUSPENDED, "62", Condition.ACCOUNT_SUSPENDED),
                        new Check(Rule.CRYPTOGRAM_IS_VERIFIED, "05", proofs::hasFalseCryptogram),
                        new Check(Rule.COUNTER_COMES_ONCE, "05", proofs::hasUsedCounter),
                        new Check(Rule.COUNTER_IS_RECENT, "05", proofs::hasOldCounter),
                        new Check(Rule.TRACK_VALUE_IS_VERIFIED, "82", proofs::hasFalseTrack),
                        new Check(
                                Rule.PRINTED_VALUE_IS_VERIFIED, "N7", proofs::hasFalsePrintedValue),
                        new Check(Rule.PIN_TRIES_RUN_OUT, "75", proofs::hasNoTriesLeft),
                        new Check(Rule.PIN_IS_VERIFIED, "55", proofs::hasFalsePin),
                        new Check(Rule.AMOUNT_INVALID, "13", Checks::needsAmount),
                        new Check(
                                Rule.CURRENCY_NOT_SUPPORTED,
                                "12",
                                request ->
                                        Amounts.billed(request, fleet.currency(), rules)
                                                .isEmpty()));
    }

    /** DE39 of the first check that the message fails, or nothing when it passes all. */
    Optional<String> firstFailure(Request request) {
        return table.stream()
                .filter(check -> rules.hold(check.rule))
                .filter(check -> check.fails.test(request))
                .map(Check::responseCode)
                .findFirst();
    }

    /** From now on the card is declined, unless what it was weighs more. */
    void block(int card) {
        blocked.add(card);
    }

    private boolean isBlocked(Request request) {
        return request.card() >= 0
                && (blocked.contains(request.card())
                        || fleet.conditionOfCard(request.card()) == Condition.BLOCKED);
    }

    private Check met(Rule rule, String responseCode, Condition condition) {
        return new Check(
                rule,
                responseCode,
                request ->
                        request.card() >= 0 && fleet.conditionOfCard(request.card()) == condition);
    }

    private boolean hasOtherExpiry(Request request) {
        return request.card() >= 0
                && request.field(14).isPresent()
                && !request.text(14).equals(fleet.expiryOf(request.card()));
    }

    private static boolean needsAmount(Request request) {
        return request.amount() == 0
                && !Amounts.isVerification(request)
                && !Amounts.isInquiry(request);
    }
}
