package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.domain.HoldTerm;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of an increment: {@code increment.table}. */
class IncrementTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());
    private static final String USUAL = "increment=yes; amount=300 JPY; netid=N; ";

    static List<Row> increments() {
        return Table.of(IncrementTableTest.class, "increment.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("increments")
    void anIncrementIsDecidedAsTheTableSays(Row row) {
        DecisionInput input = input(row);
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("increments")
    void aChainNeverHoldsMoreThanItsTermsAndOneTermGrowsAtATime(Row row) {
        for (Effect effect : DECIDER.decide(input(row)).effects()) {
            if (effect instanceof Effect.Changed changed) {
                long change =
                        changed.after().hold().remaining() - changed.before().hold().remaining();
                assertEquals(changed.term().isPresent(), change != 0, row.toString());
                assertTrue(changed.after().hold().remaining() >= 0);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("increments")
    void theOtherCandidatesStayAsTheyWere(Row row) {
        DecisionInput input = input(row);
        for (Effect effect : DECIDER.decide(input).effects()) {
            if (effect instanceof Effect.Changed changed) {
                assertEquals(
                        changed.before().increments().stream().map(Increment::key).toList(),
                        changed.after().increments().stream()
                                .map(Increment::key)
                                .limit(changed.before().increments().size())
                                .toList());
            }
        }
    }

    @Test
    void aReversalThatNamedTheWholeTransactionWasForItsFirstMessage() {
        DecisionInput input = Scenario.of(USUAL, "netid=N; reversed=400; target=600");
        DecisionInput reduced = Scenario.reversedBefore(input, 100);
        assertEquals(
                "changes #1 incremented +300 to approved 900 target 900 by level 1, 1300 JPY with 300",
                Told.effects(DECIDER.decide(reduced)));
    }

    @Test
    void itHasTheApprovalCodeOfItsOwnAnswer() {
        Decision decision = DECIDER.decide(Scenario.of(USUAL, "netid=N"));
        Effect.Changed changed = (Effect.Changed) decision.effects().getFirst();
        Increment increment = changed.after().increments().getFirst();
        assertEquals(Scenario.APPROVAL_CODE, decision.answer().approvalCode());
        assertEquals(Scenario.APPROVAL_CODE, increment.approvalCode());
        assertEquals("000007", increment.key().stan());
    }

    @Test
    void anUndoneIncrementLeavesItsChain() {
        Authorization chain =
                Originals.of("incremented=300; amount=1300 JPY; increments=approved", 1);
        Increment increment = chain.increments().getFirst();
        Effect.Changed undone = Undo.ofIncrement(chain, increment.key()).orElseThrow();
        assertEquals(
                "changes #1 released +300 to approved 1000 by level 0, 1000 JPY with voided",
                Told.effects(Decision.of(Answer.of(Reason.LATE, request()), undone)));
        assertEquals(Optional.empty(), Undo.ofIncrement(undone.after(), increment.key()));
        assertEquals(Optional.empty(), Undo.ofIncrement(chain, chain.key()));
    }

    @Test
    void aChainWithAnIncrementThatStandsIsKnownToTheNetwork() {
        String held = "incremented=300; amount=1300 JPY; increments=";
        assertEquals(Optional.empty(), Undo.of(Originals.of(held + "approved", 1)));
        assertTrue(Undo.of(Originals.of("increments=declined", 1)).isPresent());
        assertTrue(
                Undo.of(
                                Originals.of(
                                        "incremented=300; released=300; increments=voided/300/300/300",
                                        1))
                        .isPresent());
    }

    @Test
    void itGivesBackAtMostWhatItAdded() {
        Increment increment = Originals.of("increments=approved", 1).increments().getFirst();
        assertThrows(
                IllegalArgumentException.class,
                () -> increment.givingBack(301, AuthorizationStatus.APPROVED));
        assertEquals(0, increment.givingBack(300, AuthorizationStatus.APPROVED).stands());
    }

    @Test
    void anAdviceThatConfirmsNothingLeavesTheTermsAlone() {
        DecisionInput input =
                Scenario.of(USUAL + "mti=0120; de39=05", "netid=N; increments=approved");
        for (Effect effect : DECIDER.decide(input).effects()) {
            assertEquals(Optional.<HoldTerm>empty(), ((Effect.Changed) effect).term());
        }
    }

    private static AuthorizationRequest request() {
        return Scenario.of("").request();
    }

    private static DecisionInput input(Row row) {
        String originals = row.get("originals").replace("as usual", "authorized=1000").strip();
        String named =
                originals.isEmpty() ? "" : "netid=N; " + originals.replace("+ ", "+ netid=N; ");
        return Scenario.of(USUAL + row.get("given"), named);
    }
}
