package io.kessai.authorization.record;

import io.kessai.authorization.link.BreaksTheLinkStage;

/** Reaches another stage: ArchitectureTest sees it reported. */
public final class BreaksTheRecordStage {

    Object otherStage() {
        return new BreaksTheLinkStage().otherStage();
    }
}
