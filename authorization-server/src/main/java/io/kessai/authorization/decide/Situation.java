package io.kessai.authorization.decide;

import java.util.List;
import java.util.Optional;

/**
 * What the database says about a message's card, as locked for the decision.
 *
 * @param card empty where no card has that token
 * @param authorizations of this card that the message may mean, in any order
 * @param earlyReversals of this card that may mean the message, latest first
 * @param rate from the currency of DE49 to the account's, where neither amount of the message is in
 *     that and one was loaded
 * @param controls that a request has to pass
 */
public record Situation(
        Optional<CardSnapshot> card,
        List<Authorization> authorizations,
        List<EarlyReversal> earlyReversals,
        Optional<LoadedRate> rate,
        Controls controls) {

    public static final Situation CARD_UNKNOWN =
            new Situation(Optional.empty(), List.of(), List.of(), Optional.empty(), Controls.NONE);

    public Situation {
        authorizations = List.copyOf(authorizations);
        earlyReversals = List.copyOf(earlyReversals);
    }
}
