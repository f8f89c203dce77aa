package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of a reversal: {@code reversal.table}. What it names is in {@code original.table}. */
class ReversalTableTest {
    private static final String NAMES_THE_FIRST =
            "mti=0400; terminal=; de90=0100/000001/1121020000; ";
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    static List<Row> reversals() {
        return Table.of(ReversalTableTest.class, "reversal.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reversals")
    void aReversalIsDecidedAsTheTableSays(Row row) {
        DecisionInput input = reversal(row.get("given"), row.get("originals"));
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reversals")
    void theSameReversalAfterwardsChangesNothing(Row row) {
        DecisionInput input = reversal(row.get("given"), row.get("originals"));
        for (Effect effect : DECIDER.decide(input).effects()) {
            if (effect instanceof Effect.Changed changed) {
                DecisionInput again = withOriginal(input, changed.after());
                assertEquals(
                        List.of(new Effect.Marked(changed.after())),
                        DECIDER.decide(again).effects());
            }
        }
    }

    @Test
    void aReversalAdviceIsNeverRefused() {
        for (Row row : reversals()) {
            DecisionInput input = reversal(row.get("given") + "; mti=0420", row.get("originals"));
            assertEquals(Reason.ACCEPTED, DECIDER.decide(input).answer().reason(), row.toString());
        }
    }

    @Test
    void whatIsRememberedNamesTheOriginalWhenItComes() {
        DecisionInput early =
                reversal("de90=0100/000007/1121030000/123456; netid=NET1; de95=600", "");
        EarlyReversal remembered =
                ((Effect.Remembered) DECIDER.decide(early).effects().getFirst()).reversal();
        assertEquals(
                new EarlyReversal(
                        "NET1", "10", "000007", "1121030000", OptionalLong.of(600), Scenario.NOW),
                remembered);
        assertTrue(remembered.names(Scenario.of("").request()), "by DE11 and DE7");
        assertTrue(remembered.names(Scenario.of("mti=0120").request()), "0100 also means 0120");
        assertFalse(remembered.names(Scenario.of("mti=0200").request()), "0100 is no 0200");
    }

    @Test
    void aReversalRememberedByTheNetworksIdAloneNamesOnlyThatId() {
        DecisionInput early = reversal("de90=; netid=NET1", "");
        EarlyReversal remembered =
                ((Effect.Remembered) DECIDER.decide(early).effects().getFirst()).reversal();
        assertTrue(remembered.names(Scenario.of("netid=NET1").request()));
        assertFalse(remembered.names(Scenario.of("netid=NET2").request()));
        assertFalse(remembered.names(Scenario.of("").request()), "no id names nothing");
    }

    private static DecisionInput reversal(String given, String originals) {
        return Scenario.of(NAMES_THE_FIRST + given, originals);
    }

    private static DecisionInput withOriginal(DecisionInput input, Authorization original) {
        return new DecisionInput(
                input.request(),
                new Situation(
                        input.situation().card(),
                        List.of(original),
                        List.of(),
                        Optional.empty(),
                        Controls.NONE),
                input.now(),
                input.zone(),
                input.approvalCode());
    }
}
