package io.kessai.authorization.fileupdate;

import io.kessai.authorization.link.BreaksTheLinkStage;

/** Knows a link itself, not only what it is given: ArchitectureTest sees it reported. */
public final class BreaksTheFileUpdateStage {

    Object link(BreaksTheLinkStage link) {
        return link;
    }
}
