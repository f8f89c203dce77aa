package io.kessai.authorization.decide;

import io.kessai.authorization.link.BreaksTheLinkStage;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.logging.Logger;

/** Does what the core must not: ArchitectureTest sees it reported. */
public final class BreaksPurity {

    private BreaksPurity() {}

    static String impure(Clock clock, Random random, BreaksTheLinkStage otherStage) {
        Logger.getLogger("core").info("logged");
        return ""
                + Instant.now(clock)
                + System.nanoTime()
                + random.nextInt()
                + otherStage
                + new File("file");
    }
}
