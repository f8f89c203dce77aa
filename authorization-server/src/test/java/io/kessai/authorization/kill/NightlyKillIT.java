package io.kessai.authorization.kill;

import io.kessai.local.network.clearing.ClearingNight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nights with every story, network and framing there is, killed with SIGKILL thirty times in
 * all steps and run again, leave the books that undisturbed nights leave; so does replaying them.
 */
class NightlyKillIT {
    private static final int MESSAGES = 1_000;
    private static final int KILLS = 30;

    /** How often a step of a night is hit; the first night's holds do not expire in it. */
    private static final List<Map<String, Integer>> PLAN =
            List.of(
                    Map.of("receive", 3, "ingest", 3, "reconcile", 3, "post", 3, "report", 1),
                    Map.of("receive", 1, "ingest", 1, "reconcile", 2, "post", 2, "expire_holds", 3),
                    Map.of("receive", 1, "ingest", 1, "post", 2, "expire_holds", 1, "report", 2));

    @TempDir private Path folder = Path.of("");

    @Test
    @Tag("slow")
    void thirty_kills_in_all_steps_leave_the_books_of_an_undisturbed_run() throws Exception {
        try (NightSystem system = NightSystem.unused(folder, NightSystem.FLEET)) {
            List<ClearingNight> nights = system.play(MESSAGES);
            NightCopy undisturbed = system.copy("undisturbed");
            NightCopy killed = system.copy("killed");
            KilledNights both = new KilledNights(undisturbed, killed, system.random());
            for (int i = 0; i < nights.size(); i++) {
                nights.get(i).deliver(undisturbed.inbox());
                nights.get(i).deliver(killed.inbox());
                both.night(nights.get(i).businessDate(), PLAN.get(i));
            }
            both.assertKills(KILLS);
            both.replay();
        }
    }
}
