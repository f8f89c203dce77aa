package io.kessai.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.local.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A ratio of two systems in one run, not a time: it holds on a slow machine too. */
@Tag("slow")
class QuickBenchIT {

    @Test
    void we_are_at_least_half_as_far_ahead_of_the_peers_as_we_want_to_be() {
        assertEquals(ExitCode.DONE.code(), new CommandLine(new QuickBench()).execute());
    }
}
