package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is shown of a night. */
class NightSummaryTest {

    @Test
    void stages_are_shown_and_single_files_are_not() {
        assertEquals(
                List.of(
                        "  receive                2 received",
                        "  expire-holds           nothing to do"),
                NightSummary.of(
                        List.of(
                                "receive: 2 received",
                                "ingest of file 19: 110 records",
                                "reconcile of file 19 shard 1/2: 14 dispute, 4 duplicate",
                                "expire-holds: nothing to do")));
    }

    @Test
    void many_counters_are_folded_between_two_of_them() {
        String counters = "26 collection only, 15 credit posted, 0 deadlocks, 35 duplicate";
        assertEquals(
                List.of(
                        "  nightly                " + counters + ",",
                        "                         388 exceptions, 52 fee posted"),
                NightSummary.of(
                        List.of("nightly: " + counters + ", 388 exceptions, 52 fee posted")));
    }

    @Test
    void a_line_that_is_no_stages_is_kept_as_it_is() {
        assertEquals(
                List.of("  WARNING the clock went back"),
                NightSummary.of(List.of("WARNING the clock went back")));
    }
}
