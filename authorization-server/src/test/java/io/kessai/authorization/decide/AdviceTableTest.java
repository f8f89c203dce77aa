package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of an authorization advice: {@code advice.table}. */
class AdviceTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    static List<Row> advices() {
        return Table.of(AdviceTableTest.class, "advice.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advices")
    void anAdviceIsDecidedAsTheTableSays(Row row) {
        DecisionInput input = advice(row);
        Decision decision = DECIDER.decide(input);
        assertEquals("ACCEPTED", Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advices")
    void theNewAmountIsWhatLaterMessagesCompareWith(Row row) {
        DecisionInput input = advice(row);
        for (Effect effect : DECIDER.decide(input).effects()) {
            if (effect instanceof Effect.Changed changed
                    && input.request().references().reportsApproval()) {
                assertEquals(input.request().payment().amount(), changed.after().amount());
            }
        }
    }

    @Test
    void aNewHoldStandsUnderTheAdvicesOwnApprovalCode() {
        DecisionInput input = Scenario.of("mti=0120; de38=STIP01; netid=NET1");
        Effect.Opened opened = (Effect.Opened) DECIDER.decide(input).effects().getFirst();
        assertEquals("STIP01", opened.opened().approvalCode());
        assertEquals("NET1", opened.opened().names().networkTransactionId());
        assertEquals("12", opened.opened().key().messageClass());
    }

    @Test
    void everyOtherResponseCodeReportsADecline() {
        for (String code : List.of("01", "05", "12", "51", "54", "85", "87", "91", "96", "N7")) {
            DecisionInput input = Scenario.of("mti=0120; de39=" + code);
            assertEquals("opens declined 0", Told.effects(DECIDER.decide(input)), "DE39 " + code);
        }
    }

    private static DecisionInput advice(Row row) {
        String originals = row.get("originals").replace("as usual", "authorized=1000");
        return Scenario.of(
                "mti=0120; netid=N; terminal=TERM0001; " + row.get("given"),
                originals.isEmpty() ? "" : "netid=N; " + originals);
    }
}
