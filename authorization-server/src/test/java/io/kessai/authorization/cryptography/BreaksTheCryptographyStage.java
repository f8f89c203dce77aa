package io.kessai.authorization.cryptography;

import io.kessai.authorization.link.BreaksTheLinkStage;

/** Reaches another stage: ArchitectureTest sees it reported. */
public final class BreaksTheCryptographyStage {

    Object reach(BreaksTheLinkStage otherStage) {
        return otherStage.otherStage();
    }
}
