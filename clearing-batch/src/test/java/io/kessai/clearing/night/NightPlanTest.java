package io.kessai.clearing.night;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.run.StepName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightPlanTest {

    @Test
    void every_file_is_matched_before_any_is_booked_and_holds_expire_last() {
        assertEquals(
                List.of(
                        "receive --refused-is-done",
                        "ingest --input-file a --refused-is-done",
                        "ingest --input-file b --refused-is-done",
                        "ingest --refused-is-done",
                        "reconcile --shard 0/2",
                        "reconcile --shard 1/2",
                        "post --shard 0/2",
                        "post --shard 1/2",
                        "post",
                        "expire-holds",
                        "report"),
                commands(NightPlan.of(List.of("a", "b"), 2, StepName.RECEIVE)));
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVE, 10",
        "INGEST, 10",
        "RECONCILE, 5",
        "POST, 4",
        "EXPIRE_HOLDS, 2",
        "REPORT, 1"
    })
    void a_night_from_a_step_leaves_out_what_comes_before(StepName from, int commands) {
        List<String> whole = commands(NightPlan.of(List.of("a", "b", "c"), 1, StepName.INGEST));
        assertEquals(
                whole.subList(whole.size() - commands, whole.size()),
                commands(NightPlan.of(List.of("a", "b", "c"), 1, from)));
    }

    @Test
    void one_delivery_alone_expires_no_hold() {
        assertEquals(
                List.of(
                        "receive --input-file a --refused-is-done",
                        "ingest --input-file a --refused-is-done",
                        "reconcile --shard 0/1",
                        "post --shard 0/1",
                        "post",
                        "report"),
                commands(NightPlan.ofOne("a", 1, StepName.RECEIVE)));
    }

    private static List<String> commands(NightPlan plan) {
        return plan.commands().stream().map(words -> String.join(" ", words)).toList();
    }
}
