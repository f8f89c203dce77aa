package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Increment;
import io.kessai.domain.MessageKey;
import io.kessai.domain.controls.Spent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one message counts for more or less in limits, for its card and account.
 *
 * @param message that opened the authorization, or asked for the increment
 * @param at when that message was decided: there it moves, whatever moved it
 */
record UsageMove(MessageKey message, Changes.Owner owner, Instant at, Spent change) {

    /** What an effect moves; nothing for most. */
    static List<UsageMove> of(Effect effect, Changes.Owner owner) {
        return switch (effect) {
            case Effect.Opened opened -> opened(opened.opened(), owner);
            case Effect.Changed changed -> changed(changed.before(), changed.after(), owner);
            case Effect.MovesNothing _ -> List.of();
        };
    }

    static List<UsageMove> opened(Authorization opened, Changes.Owner owner) {
        List<UsageMove> moves = new ArrayList<>();
        ofChain(0, opened.spending().units(), opened, owner, moves);
        for (Increment increment : opened.increments()) {
            ofIncrement(0, increment, opened, owner, moves);
        }
        return moves;
    }

    static List<UsageMove> changed(Authorization before, Authorization after, Changes.Owner owner) {
        List<UsageMove> moves = new ArrayList<>();
        ofChain(before.spending().units(), after.spending().units(), after, owner, moves);
        for (Increment now : after.increments()) {
            long counted =
                    before.increments().stream()
                            .filter(was -> was.key().equals(now.key()))
                            .findFirst()
                            .map(Increment::counted)
                            .orElse(0L);
            ofIncrement(counted, now, after, owner, moves);
        }
        return moves;
    }

    /** It is one authorization while it counts for anything. */
    private static void ofChain(
            long was, long is, Authorization chain, Changes.Owner owner, List<UsageMove> moves) {
        if (was != is) {
            long count = (is > 0 ? 1L : 0L) - (was > 0 ? 1L : 0L);
            Spent change = Spent.of(is - was, count, chain.spending().isCash());
            moves.add(new UsageMove(chain.key(), owner, chain.decidedAt(), change));
        }
    }

    private static void ofIncrement(
            long was,
            Increment now,
            Authorization chain,
            Changes.Owner owner,
            List<UsageMove> moves) {
        if (was != now.counted()) {
            Spent change = Spent.of(now.counted() - was, 0, chain.spending().isCash());
            moves.add(new UsageMove(now.key(), owner, now.decidedAt(), change));
        }
    }
}
