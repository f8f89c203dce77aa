package io.kessai.authorization.reply;

import io.kessai.authorization.link.BreaksTheLinkStage;
import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;

/** Reaches another stage and reads a card number: ArchitectureTest sees both reported. */
public final class BreaksTheReplyStage {

    String cardNumber(Pan pan, BreaksTheLinkStage otherStage) {
        return pan.reveal(PanAccess.get()) + otherStage.otherStage();
    }
}
