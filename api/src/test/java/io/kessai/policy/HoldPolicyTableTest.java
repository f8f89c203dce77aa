package io.kessai.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Circumstances;
import io.kessai.domain.Currency;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldRule;
import io.kessai.domain.HoldSubject;
import io.kessai.domain.Money;
import io.kessai.domain.Presence;
import io.kessai.domain.Scheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the shipped policy: {@code shipped.table}. */
class HoldPolicyTableTest {
    private static final HoldPolicy SHIPPED = HoldPolicyFile.shipped();
    private static final LocalDate APPROVED = LocalDate.of(2026, 11, 21);

    /** One line of the table. */
    record Case(String name, HoldSubject subject, String rule, int days) {
        static Case of(String line) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            Circumstances circumstances =
                    new Circumstances(
                            Scheme.ofWord(orElse(cells.get(1), "other")).orElseThrow(),
                            Presence.ofWord(orElse(cells.get(4), "unknown")).orElseThrow(),
                            cells.get(5).equals("yes"));
            return new Case(
                    cells.get(0),
                    new HoldSubject(circumstances, cells.get(2), money(cells.get(3))),
                    cells.get(6),
                    Integer.parseInt(cells.get(7)));
        }

        @Override
        public String toString() {
            return name + " " + subject.circumstances().scheme() + " " + subject.mcc();
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = HoldPolicyTableTest.class.getResourceAsStream("shipped.table")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Case::of);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theFirstRuleThatFitsDecides(Case example) {
        assertEquals(example.rule(), SHIPPED.ruleFor(example.subject()).name());
        assertEquals(
                APPROVED.plusDays(example.days()), SHIPPED.expiresOn(APPROVED, example.subject()));
        assertEquals(
                example.subject().asked().minorUnits(),
                SHIPPED.holds(example.subject(), Long.MAX_VALUE),
                "the shipped policy holds what was asked for");
    }

    @Test
    void theTableShowsEveryRule() throws IOException {
        Set<String> shown = new HashSet<>(cases().map(Case::rule).toList());
        assertEquals(Set.copyOf(SHIPPED.rules().stream().map(HoldRule::name).toList()), shown);
    }

    @Test
    void aCategoryThatIsNoNumberIsInNoRange() {
        for (String mcc : List.of("", "701", "70111", "70A1", "７０１１")) {
            HoldSubject subject =
                    new HoldSubject(
                            new Circumstances(Scheme.VISA, Presence.UNKNOWN, false),
                            mcc,
                            money("5 JPY"));
            assertEquals("anything-else", SHIPPED.ruleFor(subject).name(), mcc);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // account, asked, available -> held
                "JPY 1 20000 -> 15000", // as the rule says
                "JPY 1 15000 -> 15000", // exactly what is available
                "JPY 1 14999 -> 14999", // never more than that
                "JPY 1 1 -> 1",
                "JPY 2 20000 -> 2", // no status check
                "USD 100 99999 -> 12500", // whole units of the account's currency
                "USD 100 12499 -> 12499",
                "USD 50 99999 -> 12500",
                "USD 101 99999 -> 101",
                "KWD 1000 99999 -> 1000" // no amount in this currency
            })
    void aFuelStatusCheckMayHoldMore(String words) {
        HoldPolicy policy =
                HoldPolicyFile.policy(
                        "test",
                        """
                        version 9
                        pump | * | 5542 | 1 | * | * | 1 | 125 USD, 15000 JPY
                        anything-else | * | * | * | * | * | 7 | asked
                        """);
        String[] given = words.replace("-> ", "").split(" ");
        HoldSubject subject =
                new HoldSubject(Circumstances.UNKNOWN, "5542", money(given[1] + " " + given[0]));
        assertEquals(Long.parseLong(given[3]), policy.holds(subject, Long.parseLong(given[2])));
    }

    @Test
    void itsVersionIsNotThatOfTheTwoRulesBefore() {
        assertTrue(SHIPPED.version() > 1);
    }

    private static Money money(String text) {
        String[] parts = text.split(" ");
        return Money.of(Long.parseLong(parts[0]), Currency.ofCode(parts[1]).orElseThrow());
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
