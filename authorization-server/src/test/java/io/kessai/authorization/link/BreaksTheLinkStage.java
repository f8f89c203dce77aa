package io.kessai.authorization.link;

import io.kessai.authorization.reply.BreaksTheReplyStage;

/** Reaches another stage, which reaches back: ArchitectureTest sees both reported. */
public final class BreaksTheLinkStage {

    public BreaksTheReplyStage otherStage() {
        return new BreaksTheReplyStage();
    }
}
