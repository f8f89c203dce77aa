package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of a block by a network: {@code block.table}. */
class BlockTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    static List<Row> blocks() {
        return Table.of(BlockTableTest.class, "block.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aBlockIsDecidedAsTheTableSays(Row row) {
        DecisionInput input = Scenario.of("mti=0302; " + row.get("given"));
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(row.get("effect"), Told.effects(decision));
    }
}
