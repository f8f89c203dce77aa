package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule of the books is tested by the day: without it, right answers look wrong. */
class MutatedBooksTest {
    private static final long SEED = 20_261_121;
    private static final AnsweredDay DAY =
            AnsweredDay.of(
                    Day.generate(
                            SEED,
                            5_000,
                            new Fleet(400, 2, 1_000_000, "392"),
                            Instant.parse("2026-11-21T09:00:00Z")));

    @Test
    void books_with_all_rules_find_no_fault() {
        assertEquals(
                List.of(), Replay.complaints(DAY.day(), DAY.answers(), DAY.balances(), Rules.ALL));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void books_without_one_rule_find_fault(Rule rule) {
        assertFalse(
                Replay.complaints(DAY.day(), DAY.answers(), DAY.balances(), Rules.without(rule))
                        .isEmpty(),
                "seed " + SEED + " tests nothing of " + rule);
    }
}
