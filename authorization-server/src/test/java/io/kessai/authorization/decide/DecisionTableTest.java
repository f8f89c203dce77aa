package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.domain.HoldPolicy;
import io.kessai.policy.HoldPolicyFile;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of an authorization request: {@code decision.table}, then who outranks whom. */
class DecisionTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    private static final String CONTROLS = "controls=card: ";

    /** One way to fail each check; cash, so that zero is an invalid amount. */
    private static final Map<Reason, String> FAILURES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(Reason.REVERSED_BEFORE_ARRIVAL, "early=full"),
                            Map.entry(Reason.TRANSACTION_NOT_SUPPORTED, "de3=990000"),
                            Map.entry(Reason.CARD_UNKNOWN, "luhn=wrong"),
                            Map.entry(Reason.CARD_STOLEN, "card=stolen"),
                            Map.entry(Reason.CARD_LOST, "card=lost"),
                            Map.entry(Reason.CARD_CLOSED, "card=closed"),
                            Map.entry(Reason.CARD_BLOCKED, "card=blocked"),
                            Map.entry(Reason.CARD_NOT_ACTIVATED, "card=not_activated"),
                            Map.entry(Reason.CARD_PAUSED, "card=paused"),
                            Map.entry(Reason.CARD_EXPIRED, "expires=2026-10-31"),
                            Map.entry(Reason.EXPIRY_MISMATCH, "de14=2030-01"),
                            Map.entry(Reason.ACCOUNT_CLOSED, "account=closed"),
                            Map.entry(Reason.ACCOUNT_SUSPENDED, "account=suspended"),
                            Map.entry(Reason.CRYPTOGRAM_INVALID, "arqc=bad"),
                            Map.entry(Reason.ATC_REPLAY, "atc=7; highest=7; used=1"),
                            Map.entry(Reason.TRACK_CVV_MISMATCH, "cvv=bad"),
                            Map.entry(Reason.CVV_MISMATCH, "cvv2=bad"),
                            Map.entry(Reason.CVV_REQUIRED, "cvv2=missing"),
                            Map.entry(Reason.CAVV_INVALID, "cavv=bad"),
                            Map.entry(Reason.PIN_TRIES_EXCEEDED, "pin=good; failures=3"),
                            Map.entry(Reason.PIN_INCORRECT, "pin=bad"),
                            Map.entry(Reason.AMOUNT_INVALID, "amount=0 JPY"),
                            Map.entry(Reason.CURRENCY_NOT_SUPPORTED, "in=EUR"),
                            Map.entry(Reason.ORIGINAL_NOT_FOUND, "increment=yes"),
                            Map.entry(Reason.MCC_NOT_ALLOWED, CONTROLS + "deny mcc 5411"),
                            Map.entry(
                                    Reason.MERCHANT_NOT_ALLOWED,
                                    CONTROLS + "deny merchant MERCHANT"),
                            Map.entry(Reason.COUNTRY_NOT_ALLOWED, CONTROLS + "allow country JP"),
                            Map.entry(Reason.CHANNEL_NOT_ALLOWED, CONTROLS + "deny channel other"),
                            Map.entry(
                                    Reason.LIMIT_PER_TRANSACTION, CONTROLS + "limit transaction 0"),
                            Map.entry(Reason.LIMIT_AMOUNT, CONTROLS + "limit amount day 0"),
                            Map.entry(Reason.LIMIT_COUNT, CONTROLS + "limit count day 0"),
                            Map.entry(Reason.INSUFFICIENT_FUNDS, "limit=0")));

    static List<Row> decisions() {
        return Table.of(DecisionTableTest.class, "decision.table");
    }

    static Stream<Arguments> pairsOfFailures() {
        return FAILURES.keySet().stream()
                .flatMap(
                        first ->
                                FAILURES.keySet().stream()
                                        .filter(second -> first.compareTo(second) < 0)
                                        .filter(second -> canFailTogether(first, second))
                                        .map(second -> Arguments.of(first, second)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void aRequestIsDecidedAsTheTableSays(Row row) {
        DecisionInput input = Scenario.of(row.get("given"));
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void onlyApprovalsHaveAnApprovalCodeAndADeclineEchoesTheAmounts(Row row) {
        DecisionInput input = Scenario.of(row.get("given"));
        Answer answer = DECIDER.decide(input).answer();
        assertEquals(
                answer.reason().approves() ? Scenario.APPROVAL_CODE : "", answer.approvalCode());
        if (answer.reason().declines()) {
            assertEquals(Answer.of(answer.reason(), input.request()), answer);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void whatIsHeldFitsIntoTheAvailable(Row row) {
        DecisionInput input = Scenario.of(row.get("given"));
        for (Effect effect : DECIDER.decide(input).effects()) {
            if (!(effect instanceof Effect.Opened opened)) {
                continue;
            }
            long held = opened.opened().hold().authorized();
            assertTrue(
                    held == 0 || held <= input.situation().card().orElseThrow().available(),
                    () -> held + " held");
        }
    }

    @ParameterizedTest(name = "{0} outranks {1}")
    @MethodSource("pairsOfFailures")
    void ofTwoFailingChecksTheFirstInOrderIsTheAnswer(Reason first, Reason second) {
        String behind = String.valueOf(FAILURES.get(second));
        String both =
                "de3=010000; "
                        + FAILURES.get(first)
                        + (sameWord(first, second)
                                ? ", " + behind.substring(CONTROLS.length())
                                : "; " + behind);
        assertEquals(first, DECIDER.decide(Scenario.of(both)).answer().reason());
    }

    @Test
    void everyCheckFailsAloneToo() {
        FAILURES.forEach(
                (reason, given) ->
                        assertEquals(
                                reason,
                                DECIDER.decide(Scenario.of("de3=010000; " + given))
                                        .answer()
                                        .reason()));
    }

    @Test
    void everyReasonOfADecisionIsInThePairs() {
        Set<Reason> declines =
                EnumSet.range(Reason.REVERSED_BEFORE_ARRIVAL, Reason.INSUFFICIENT_FUNDS);
        assertEquals(declines, FAILURES.keySet());
    }

    @Test
    void theTableShowsEveryReasonThatARequestOrACutoverCanHave() {
        Set<Reason> shown = new HashSet<>();
        Stream.concat(decisions().stream(), ControlsTableTest.controls().stream())
                .forEach(row -> shown.add(Reason.valueOf(row.get("answer").split(" ")[0])));
        EnumSet<Reason> expected =
                EnumSet.range(Reason.REVERSED_BEFORE_ARRIVAL, Reason.INSUFFICIENT_FUNDS);
        expected.addAll(
                EnumSet.of(
                        Reason.APPROVED,
                        Reason.PARTIALLY_APPROVED,
                        Reason.PURCHASE_WITHOUT_CASH,
                        Reason.VERIFIED,
                        Reason.ACCEPTED));
        assertEquals(expected, shown);
    }

    @Test
    void anAuthorizationKeepsWhatLaterMessagesFindItBy() {
        DecisionInput input = Scenario.of("netid=NET1; rrn=RRN9; amount=700 USD; billing=1000 JPY");
        Effect.Opened opened = (Effect.Opened) DECIDER.decide(input).effects().getFirst();
        Authorization authorization = opened.opened();
        assertEquals(input.request().key(), authorization.key());
        assertEquals(new SentAmount(700, 840), authorization.amount());
        assertEquals("NET1", authorization.names().networkTransactionId());
        assertEquals(Scenario.APPROVAL_CODE, authorization.approvalCode());
        assertEquals(Scenario.NOW, authorization.decidedAt());
        assertEquals("2026-11-28", opened.expiresOn().toString());
        assertEquals(3, opened.policyVersion());
        assertEquals("2026-11-21", opened.heldFrom().toString());
        assertEquals(1000, opened.asked(), "in the account's currency");
    }

    @ParameterizedTest(name = "{0} at {1} until {2}")
    @MethodSource("holdDays")
    void aHoldEndsWithItsLastDay(String given, String now, String until) {
        DecisionInput input = Scenario.of(given + "; now=" + now);
        Effect.Opened opened = (Effect.Opened) DECIDER.decide(input).effects().getFirst();
        assertEquals(until, opened.expiresOn().toString());
    }

    static Stream<Arguments> holdDays() {
        String evening = "2026-11-20T14:59:59Z";
        String midnight = "2026-11-20T15:00:00Z";
        return Stream.of(
                Arguments.of("mcc=5411", evening, "2026-11-27"),
                Arguments.of("mcc=5411", midnight, "2026-11-28"),
                Arguments.of("mcc=5542; amount=1 JPY", evening, "2026-11-21"),
                Arguments.of("mcc=5541; amount=1 JPY", midnight, "2026-11-22"),
                Arguments.of("mcc=5542; amount=2 JPY", evening, "2026-11-27"),
                Arguments.of("mcc=5542; amount=100 USD; in=USD", evening, "2026-11-21"),
                Arguments.of("mcc=5542; amount=101 USD; in=USD", evening, "2026-11-27"),
                Arguments.of("mcc=5542; amount=2 JPY; limit=1", evening, "2026-11-27"),
                Arguments.of("mcc=5542; amount=2 JPY; limit=1; partial=yes", evening, "2026-11-27"),
                Arguments.of("mcc=5542; amount=2 JPY; card=lost", evening, "2026-11-27"),
                Arguments.of("scheme=mastercard; preauth=yes", evening, "2026-12-20"),
                Arguments.of("scheme=mastercard", evening, "2026-11-27"),
                Arguments.of("scheme=visa; mcc=7011", midnight, "2026-12-21"),
                Arguments.of("scheme=visa; presence=card-present", evening, "2026-11-25"),
                Arguments.of("scheme=visa; presence=e-commerce", midnight, "2026-12-01"),
                Arguments.of("scheme=visa; presence=merchant-initiated", evening, "2026-11-25"),
                Arguments.of("scheme=visa", evening, "2026-11-27"),
                Arguments.of("mti=0120; de39=00; scheme=visa; mcc=7011", evening, "2026-12-20"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("statusChecks")
    void aFuelStatusCheckHoldsWhatThePolicySays(String given, String held) {
        HoldPolicy policy =
                HoldPolicyFile.policy(
                        "test",
                        """
                        version 9
                        pump | * | 5542 | 1 | * | * | 1 | 150 JPY
                        anything-else | * | * | * | * | * | 7 | asked
                        """);
        DecisionInput input = Scenario.of("mcc=5542; amount=1 JPY; " + given);
        Decision decision = new Decider(policy).decide(input);
        Effect.Opened opened = (Effect.Opened) decision.effects().getFirst();
        assertEquals(held, String.valueOf(opened.opened().hold().remaining()));
        assertEquals(9, opened.policyVersion());
        if (decision.answer().reason().approves()) {
            assertEquals(input.request().payment().amount(), decision.answer().amount());
        }
        assertTrue(opened.opened().billed() <= 1, "a reversal is measured by what was approved");
    }

    static Stream<Arguments> statusChecks() {
        return Stream.of(
                Arguments.of("", "150"),
                Arguments.of("limit=150", "150"),
                Arguments.of("limit=149", "149"),
                Arguments.of("limit=1", "1"),
                Arguments.of("limit=0", "0"),
                Arguments.of("billing=1 JPY; amount=1 USD", "150"),
                Arguments.of("mcc=5541", "1"),
                Arguments.of("card=lost", "0"),
                Arguments.of("de3=200000", "0"),
                Arguments.of("early=1", "1"),
                Arguments.of("early=0", "0"),
                Arguments.of("mti=0120; de39=00", "1"),
                Arguments.of("mti=0120; de39=05", "0"));
    }

    private static boolean sameWord(Reason first, Reason second) {
        return word(first).equals(word(second));
    }

    /** Two controls fail together in one set. */
    private static boolean canFailTogether(Reason first, Reason second) {
        return !sameWord(first, second) || word(first).equals("controls");
    }

    private static String word(Reason reason) {
        return FAILURES.getOrDefault(reason, "").split("=")[0];
    }
}
