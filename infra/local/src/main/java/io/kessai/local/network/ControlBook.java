package io.kessai.local.network;

import io.kessai.local.network.Fleet.Condition;
import io.kessai.local.network.SimulatedControls.Denied;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rows 11 to 13 of the order of checks (sections 6 and 6.1) for one account: {@link
 * SimulatedControls} and what they measure, which is summed up from the account's chains.
 *
 * <p>Written from docs/authorization.md alone. Not thread-safe: guarded by its {@link AccountBook}.
 */
final class ControlBook {
    private static final Set<String> CASH = Set.of("01", "12", "17", "11", "18");

    /**
     * A request that limits and lists look at.
     *
     * @param units what it asks for in the account's currency
     */
    private record Asked(Request request, long units) {
        boolean isCash() {
            return CASH.contains(Amounts.transactionType(request));
        }

        boolean tells(int field, String value) {
            return request.text(field).equals(value);
        }
    }

    private record Check(Rule rule, String responseCode, boolean isLimit, Predicate<Asked> fails) {}

    private final Fleet fleet;
    private final Rules rules;
    private final List<Chain> chains;
    private final SimulatedControls controls;
    private final List<Check> ofProduct;
    private final List<Check> ofCard;
    private final List<Check> ofAccount;

    /**
     * @param chains of the account
     */
    ControlBook(Fleet fleet, Rules rules, List<Chain> chains) {
        this.fleet = fleet;
        this.rules = rules;
        this.chains = chains;
        this.controls = new SimulatedControls(fleet);
        this.ofProduct =
                List.of(
                        list(
                                Rule.PRODUCT_CATEGORY_IS_DENIED,
                                "57",
                                asked -> asked.tells(18, Denied.MCC_OF_PRODUCT)));
        this.ofCard = Stream.concat(cardLists().stream(), cardLimits().stream()).toList();
        this.ofAccount = accountChecks();
    }

    private List<Check> cardLists() {
        return List.of(
                list(
                        Rule.CARD_CATEGORY_IS_DENIED,
                        "57",
                        asked -> asked.tells(18, Denied.MCC_OF_CARD)),
                list(Rule.MERCHANT_IS_DENIED, "57", asked -> asked.tells(42, Denied.MERCHANT)),
                list(Rule.COUNTRY_IS_DENIED, "57", asked -> asked.tells(19, Denied.COUNTRY)),
                list(
                        Rule.MAGNETIC_STRIPE_IS_DENIED,
                        "58",
                        asked -> asked.tells(22, Denied.MAGNETIC_STRIPE)),
                list(
                        Rule.CONTACTLESS_IS_DENIED,
                        "58",
                        asked -> asked.tells(22, Denied.CONTACTLESS)),
                list(
                        Rule.ELECTRONIC_COMMERCE_IS_DENIED,
                        "58",
                        asked -> asked.tells(25, Denied.ELECTRONIC)),
                list(Rule.RECURRING_IS_DENIED, "58", asked -> asked.tells(60, Denied.RECURRING)),
                list(
                        Rule.CASH_MACHINE_IS_DENIED,
                        "58",
                        asked -> asked.tells(18, Denied.CASH_MACHINE) && asked.tells(3, "010000")));
    }

    private List<Check> cardLimits() {
        return List.of(
                limit(
                        Rule.TRANSACTION_IS_LIMITED,
                        "61",
                        asked -> asked.units() > controls.transactionLimit()),
                limit(
                        Rule.CASH_TRANSACTION_IS_LIMITED,
                        "61",
                        asked -> asked.isCash() && asked.units() > controls.cashTransactionLimit()),
                limit(
                        Rule.AMOUNT_IS_LIMITED,
                        "61",
                        asked ->
                                amount(ofCard(asked.request())) + asked.units()
                                        > controls.amountLimit()),
                limit(
                        Rule.CASH_AMOUNT_IS_LIMITED,
                        "61",
                        asked ->
                                asked.isCash()
                                        && amount(cash(ofCard(asked.request()))) + asked.units()
                                                > controls.cashAmountLimit()),
                limit(
                        Rule.COUNT_IS_LIMITED,
                        "65",
                        asked ->
                                isTransaction(asked.request())
                                        && count(ofCard(asked.request()))
                                                >= SimulatedControls.COUNT_OF_CARD));
    }

    private List<Check> accountChecks() {
        return List.of(
                list(
                        Rule.ACCOUNT_CATEGORY_IS_NOT_ALLOWED,
                        "57",
                        asked ->
                                !SimulatedControls.MCCS_OF_ACCOUNT.contains(
                                        asked.request().text(18))),
                limit(
                        Rule.ACCOUNT_AMOUNT_IS_LIMITED,
                        "61",
                        asked ->
                                amount(ofAccount(asked.request())) + asked.units()
                                        > controls.amountLimit()),
                new Check(
                        Rule.SHADOW_REFUSES_NOTHING,
                        "61",
                        true,
                        asked -> !rules.hold(Rule.SHADOW_REFUSES_NOTHING) && asked.units() > 1),
                limit(
                        Rule.ACCOUNT_CASH_COUNT_IS_LIMITED,
                        "65",
                        asked ->
                                asked.isCash()
                                        && isTransaction(asked.request())
                                        && count(cash(ofAccount(asked.request())))
                                                >= SimulatedControls.CASH_COUNT_OF_ACCOUNT));
    }

    /**
     * DE39 of the first rule that refuses the request; nothing where none does.
     *
     * @param units what it asks for in the account's currency
     */
    Optional<String> firstFailure(Request request, long units) {
        boolean isFree =
                Amounts.isInquiry(request)
                        || (Amounts.isCredit(request) && rules.hold(Rule.CREDIT_IS_NOT_CONTROLLED));
        if (isFree) {
            return Optional.empty();
        }
        Asked asked = new Asked(request, units);
        // Lists come before limits, of whatever: in order of their codes.
        return Stream.of(ofProduct, applying(request.card()))
                .flatMap(List::stream)
                .filter(check -> applies(check, request))
                .filter(check -> check.fails().test(asked))
                .map(Check::responseCode)
                .min(String::compareTo);
    }

    private List<Check> applying(int card) {
        Condition condition = fleet.conditionOfCard(card);
        return switch (condition) {
            case CONTROLLED_CARD -> ofCard;
            case CONTROLLED_ACCOUNT -> ofAccount;
            case ORDINARY,
                    NOT_ACTIVATED,
                    PAUSED,
                    BLOCKED,
                    LOST,
                    STOLEN,
                    CLOSED,
                    EXPIRED,
                    ACCOUNT_SUSPENDED,
                    ACCOUNT_CLOSED,
                    SMALL_LIMIT ->
                    List.of();
        };
    }

    private boolean applies(Check check, Request request) {
        if (!Amounts.isVerification(request)) {
            return true;
        }
        return check.isLimit()
                ? !rules.hold(Rule.VERIFICATION_IS_NOT_LIMITED)
                : rules.hold(Rule.VERIFICATION_IS_CHECKED_BY_LISTS);
    }

    private boolean isTransaction(Request request) {
        return !Amounts.isIncrement(request)
                || !rules.hold(Rule.INCREMENT_IS_NO_TRANSACTION_TO_COUNT);
    }

    private Stream<Chain> ofCard(Request request) {
        return chains.stream()
                .filter(
                        chain ->
                                chain.first.card() == request.card()
                                        || !rules.hold(Rule.CARD_LIMIT_MEASURES_THE_CARD));
    }

    private Stream<Chain> ofAccount(Request request) {
        return chains.stream()
                .filter(
                        chain ->
                                chain.first.card() == request.card()
                                        || rules.hold(Rule.ACCOUNT_LIMIT_MEASURES_ALL_CARDS));
    }

    private Stream<Chain> cash(Stream<Chain> some) {
        return some.filter(
                chain ->
                        CASH.contains(Amounts.transactionType(chain.first))
                                || !rules.hold(Rule.CASH_LIMIT_MEASURES_CASH));
    }

    private long amount(Stream<Chain> some) {
        return some.mapToLong(
                        chain ->
                                chain.isCredit && !rules.hold(Rule.CREDIT_COUNTS_NOTHING)
                                        ? chain.total()
                                        : chain.counted())
                .sum();
    }

    private long count(Stream<Chain> some) {
        return some.filter(Chain::isCounted)
                .filter(
                        chain ->
                                !chain.isReversed()
                                        || rules.hold(Rule.PARTIAL_REVERSAL_KEEPS_THE_COUNT))
                .count();
    }

    private Check list(Rule rule, String responseCode, Predicate<Asked> fails) {
        return new Check(rule, responseCode, false, asked -> rules.hold(rule) && fails.test(asked));
    }

    private Check limit(Rule rule, String responseCode, Predicate<Asked> fails) {
        return new Check(rule, responseCode, true, asked -> rules.hold(rule) && fails.test(asked));
    }
}
