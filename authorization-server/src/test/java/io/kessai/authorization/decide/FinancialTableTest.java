package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of a single message: {@code financial.table}. */
class FinancialTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    static List<Row> financials() {
        return Table.of(FinancialTableTest.class, "financial.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("financials")
    void aFinancialMessageIsDecidedAsTheTableSays(Row row) {
        DecisionInput input = input(row);
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("financials")
    void aSingleMessageHoldsNothingAndNothingElsePosts(Row row) {
        for (Effect effect : DECIDER.decide(input(row)).effects()) {
            Optional<Authorization> after =
                    switch (effect) {
                        case Effect.Opened opened -> Optional.of(opened.opened());
                        case Effect.Changed changed -> Optional.of(changed.after());
                        case Effect.MovesNothing _ -> Optional.empty();
                    };
            after.ifPresent(
                    changed ->
                            assertEquals(
                                    0,
                                    changed.isSingleMessage()
                                            ? changed.hold().remaining()
                                            : changed.posted(),
                                    row.toString()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("financials")
    void whatItDidIsNotDoneAgain(Row row) {
        DecisionInput input = input(row);
        if (!input.request().mti().startsWith("04")) {
            return;
        }
        for (Effect effect : DECIDER.decide(input).effects()) {
            if (effect instanceof Effect.Changed changed) {
                DecisionInput again =
                        new DecisionInput(
                                input.request(),
                                new Situation(
                                        input.situation().card(),
                                        List.of(changed.after()),
                                        List.of(),
                                        Optional.empty(),
                                        Controls.NONE),
                                input.now(),
                                input.zone(),
                                input.approvalCode());
                assertEquals(
                        List.of(new Effect.Marked(changed.after())),
                        DECIDER.decide(again).effects());
            }
        }
    }

    @Test
    void anUndoTakesBackWhatWasPosted() {
        Authorization single = Originals.of(single("single"), 1);
        Effect.Changed undone = Undo.of(single).orElseThrow();
        assertEquals(0, undone.after().posted());
        assertEquals(AuthorizationStatus.VOIDED, undone.after().status());
        assertEquals(Optional.empty(), Undo.of(undone.after()));
    }

    @Test
    void onlyWhatAsksIsRefused() {
        for (String mti : List.of("0220", "0221")) {
            for (Row row : financials()) {
                DecisionInput input = input(row, "; mti=" + mti);
                assertEquals(
                        Reason.ACCEPTED, DECIDER.decide(input).answer().reason(), row.toString());
            }
        }
        assertTrue(MessageKind.FINANCIAL.asks() && MessageKind.FINANCIAL_ADVICE.reports());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    netid=N; reversed=400; target=600 | opens approved posted 700, changes #1 cleared +600 to approved 0 target 600 by level 1
                    netid=N; status=declined; authorized=0; target=600 | opens approved posted 600 target 600
                    """)
    void aReversalThatNamedTheTransactionWasForTheAuthorizationThatIsCompleted(
            String original, String effects) {
        DecisionInput input = Scenario.of("mti=0220; netid=N; amount=700 JPY", original);
        DecisionInput reduced = Scenario.reversedBefore(input, 600);
        assertEquals(effects, Told.effects(DECIDER.decide(reduced)));
    }

    private static DecisionInput input(Row row) {
        return input(row, "");
    }

    private static DecisionInput input(Row row, String more) {
        return Scenario.of("terminal=; " + row.get("given") + more, single(row.get("originals")));
    }

    private static String single(String originals) {
        return originals.replace("single", "class=20; authorized=0; billed=1000; posted=1000");
    }
}
