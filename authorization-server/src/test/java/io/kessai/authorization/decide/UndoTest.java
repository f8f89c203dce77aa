package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an undo takes back of an approval that was committed but not given. */
class UndoTest {
    private static final String TABLE =
            """
            # case                                     | authorization                        | undone
            all of it                                  | as usual                             | changes #1 released +1000 to voided 0 by level 0
            what a reversal left                       | reversed=400; target=600             | changes #1 released +600 to voided 0 target 600 by level 0
            what clearing left                         | cleared=400                          | changes #1 released +600 to voided 0 by level 0
            nothing remains, but nobody was told       | reversed=1000; target=0              | changes #1 to voided 0 target 0 by level 0
            a verification or refund                   | authorized=0                         | changes #1 to voided 0 by level 0
            a decline is no approval                   | status=declined; authorized=0        | -
            twice                                      | status=voided; released=1000         | -
            an advice raised it: the money is spent    | raised=500                           | -
            an advice lowered it: the money is spent   | lowered=500                          | -
            """;

    static List<Row> undone() {
        return Table.parse(TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undone")
    void anUndoReleasesWhatRemains(Row row) {
        Authorization authorization = Originals.of(row.get("authorization"), 1);
        Optional<Effect.Changed> undo = Undo.of(authorization);
        assertEquals(
                row.get("undone"), undo.map(changed -> Told.effects(decision(changed))).orElse(""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undone")
    void anUndoneAuthorizationIsNotUndoneAgain(Row row) {
        Optional<Effect.Changed> undo = Undo.of(Originals.of(row.get("authorization"), 1));
        assertEquals(Optional.empty(), undo.flatMap(changed -> Undo.of(changed.after())));
    }

    /** What was spent all the same is no more to be spent again than after a reversal. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "counted=1000, 0",
        "counted=1000; cleared=400, 400",
        "counted=1000; cleared=700; released=300, 700",
        "counted=1000; class=20; authorized=0; posted=1000, 0",
    })
    void itCountsForWhatClearingHasTakenAlone(String authorization, long counted) {
        Effect.Changed undone = Undo.of(Originals.of(authorization, 1)).orElseThrow();
        assertEquals(counted, undone.after().counted());
    }

    @Test
    void anAnswerThatApprovesNothingCarriesNoApprovalCode() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Answer(
                                Reason.LATE,
                                "A1B2C3",
                                SentAmount.NONE,
                                Optional.empty(),
                                List.of()));
    }

    private static Decision decision(Effect effect) {
        return Decision.of(Answer.of(Reason.ACCEPTED, Scenario.of("").request()), effect);
    }
}
