package io.kessai.authorization.record;

import java.util.List;

/** What a session sets so that each of its statements stays on its index. */
public final class PlanSettings {

    /** Of every lane, each {@code name = value}. */
    public static final List<String> ON_INDEXES =
            List.of(
                    "plan_cache_mode = force_generic_plan",
                    "enable_seqscan = off",
                    "enable_bitmapscan = off",
                    "enable_hashjoin = off",
                    "enable_mergejoin = off",
                    "jit = off");

    private PlanSettings() {}
}
