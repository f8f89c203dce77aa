package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.policy.HoldPolicyFile;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What controls refuse: {@code controls.table}; and what counts: {@code usage.table}. */
class ControlsTableTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    static List<Row> controls() {
        return Table.of(ControlsTableTest.class, "controls.table");
    }

    static List<Row> usage() {
        return Table.of(ControlsTableTest.class, "usage.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("controls")
    void aRequestPassesItsControlsAsTheTableSays(Row row) {
        DecisionInput input = Scenario.of(row.get("given"), row.get("originals"));
        Decision decision = DECIDER.decide(input);
        assertEquals(row.get("answer"), Told.answer(input, decision));
        assertEquals(
                row.get("shadow"),
                Told.effects(
                        new Decision(
                                decision.answer(),
                                decision.effects().stream()
                                        .filter(Effect.Shadowed.class::isInstance)
                                        .toList())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usage")
    void aMessageCountsAsTheTableSays(Row row) {
        DecisionInput input = Scenario.of(row.get("given"), row.get("originals"));
        assertEquals(
                row.get("counted"),
                DECIDER.decide(input).effects().stream()
                        .flatMap(ControlsTableTest::after)
                        .collect(
                                Collectors.toMap(
                                        Authorization::id,
                                        ControlsTableTest::counted,
                                        (earlier, later) -> later,
                                        TreeMap::new))
                        .values()
                        .stream()
                        .collect(Collectors.joining(", ")));
    }

    private static Stream<Authorization> after(Effect effect) {
        return switch (effect) {
            case Effect.Opened opened -> Stream.of(opened.opened());
            case Effect.Changed changed -> Stream.of(changed.after());
            case Effect.MovesNothing _ -> Stream.empty();
        };
    }

    private static String counted(Authorization authorization) {
        return authorization.spending().units()
                + authorization.increments().stream()
                        .map(increment -> "+" + increment.counted())
                        .collect(Collectors.joining())
                + (authorization.spending().isCash() && authorization.counted() > 0 ? " cash" : "");
    }
}
