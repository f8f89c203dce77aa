package io.kessai.authorization.watch;

import io.kessai.authorization.link.BreaksTheLinkStage;

/** Reaches another stage: ArchitectureTest sees it reported. */
public final class BreaksTheWatchStage {

    Object reach(BreaksTheLinkStage otherStage) {
        return otherStage.otherStage();
    }
}
