package io.kessai.authorization.decide;

import io.kessai.domain.CardLifecycle;
import io.kessai.domain.CardStatus;
import io.kessai.domain.FileUpdate;
import java.util.Optional;

/**
 * Decides a file update (0302) that blocks a card. A card that is blocked, lost, stolen or closed
 * stays what it is: a network never weakens that. Specification: BlockTableTest.
 */
final class BlockDecider {

    private BlockDecider() {}

    static Decision decide(DecisionInput input) {
        Optional<CardSnapshot> card = input.situation().card();
        if (!input.request().passesLuhn() || card.isEmpty()) {
            return Decision.of(Answer.of(Reason.CARD_UNKNOWN, input.request()));
        }
        Decision accepted = Decision.of(Answer.of(Reason.ACCEPTED, input.request()));
        CardStatus before = card.get().cardStatus();
        boolean changes =
                CardLifecycle.allows(before, CardStatus.BLOCKED)
                        && FileUpdate.of(before, CardStatus.BLOCKED).isPresent();
        return changes ? accepted.and(new Effect.Blocked(before)) : accepted;
    }
}
