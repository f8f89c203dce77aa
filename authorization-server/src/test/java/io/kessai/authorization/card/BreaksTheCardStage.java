package io.kessai.authorization.card;

import io.kessai.authorization.Table;

/** Reaches back into the root package: ArchitectureTest sees it reported. */
public final class BreaksTheCardStage {

    Object flow() {
        return Table.parse("");
    }
}
