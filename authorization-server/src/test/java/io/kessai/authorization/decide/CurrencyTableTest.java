package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which amount is held, and at which rate: {@code currency.table}. */
class CurrencyTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());
    private static final String USUAL = "amount=1000 USD; rate=155.25; ";

    static List<Row> amounts() {
        return Table.of(CurrencyTableTest.class, "currency.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("amounts")
    void anAmountIsHeldAsTheTableSays(Row row) {
        DecisionInput input = Scenario.of(USUAL + row.get("given"), row.get("originals"));
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }

    @Test
    void theRateIsKeptOnlyWhereItWasUsed() {
        assertEquals("155.25 +250", rate(USUAL + "markup=250"));
        assertEquals("155.25 +0", rate(USUAL + "card=stolen"));
        assertEquals("", rate(USUAL + "billing=1553 JPY"));
        assertEquals("", rate(USUAL + "amount=1000 JPY"));
        assertEquals("", rate(USUAL + "rate-ends=2026-11-21T03:00:00Z"));
        assertEquals("", rate(USUAL + "amount=999999999999 USD; rate=1000000"));
    }

    private static String rate(String given) {
        Decision decision = DECIDER.decide(Scenario.of(given));
        Optional<LoadedRate> kept = ((Effect.Opened) decision.effects().getFirst()).rate();
        return kept.map(loaded -> loaded.rate() + " +" + loaded.markupBasisPoints()).orElse("");
    }
}
