package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which authorization a reversal or advice means: {@code original.table}. */
class OriginalFinderTest {

    static List<Row> searches() {
        return Table.of(OriginalFinderTest.class, "original.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void theOriginalIsFoundAsTheTableSays(Row row) {
        assertEquals(row.get("found"), found(input(row, "0400")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void theOrderOfTheCandidatesDoesNotMatter(Row row) {
        DecisionInput input = input(row, "0400");
        List<Authorization> turned = new ArrayList<>(input.situation().authorizations());
        Collections.reverse(turned);
        DecisionInput other =
                new DecisionInput(
                        input.request(),
                        new Situation(
                                input.situation().card(),
                                turned,
                                List.of(),
                                Optional.empty(),
                                Controls.NONE),
                        input.now(),
                        input.zone(),
                        input.approvalCode());
        assertEquals(row.get("found"), found(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0120", "0121", "0401", "0420", "0421"})
    void everyKindOfMessageFindsAlike(String mti) {
        for (Row row : searches()) {
            assertEquals(row.get("found"), found(input(row, mti)), row.toString());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void whatIsFoundWasAmongWhatTheMessageMayMean(Row row) {
        DecisionInput input = input(row, "0400");
        Optional<OriginalFinder.Found> found = OriginalFinder.find(input);
        assertTrue(
                found.isEmpty() || found.get().original().mayBeMeantBy(input.request()),
                "the store would not have loaded it");
    }

    private static DecisionInput input(Row row, String mti) {
        return Scenario.of("mti=" + mti + "; " + row.get("given"), row.get("originals"));
    }

    private static String found(DecisionInput input) {
        return OriginalFinder.find(input)
                .map(found -> found.original().id() + " by level " + found.level())
                .orElse("");
    }
}
