package io.kessai.authorization.decide;

import java.time.YearMonth;
import java.util.Optional;

/** The checks on card and account, in {@link Reason} order; the first failure is the answer. */
final class CardChecks {

    private CardChecks() {}

    /** Whether the card may be used for this; empty if it may. */
    static Optional<Reason> firstFailure(DecisionInput input, CardSnapshot card) {
        return cardStatus(card)
                .or(() -> expiry(input, card))
                .or(() -> accountStatus(card))
                .or(() -> ProofChecks.firstFailure(input.request().findings(), card.counters()));
    }

    private static Optional<Reason> cardStatus(CardSnapshot card) {
        return switch (card.cardStatus()) {
            case ACTIVE -> Optional.empty();
            case STOLEN -> Optional.of(Reason.CARD_STOLEN);
            case LOST -> Optional.of(Reason.CARD_LOST);
            case CLOSED -> Optional.of(Reason.CARD_CLOSED);
            case BLOCKED -> Optional.of(Reason.CARD_BLOCKED);
            case NOT_ACTIVATED -> Optional.of(Reason.CARD_NOT_ACTIVATED);
            case PAUSED -> Optional.of(Reason.CARD_PAUSED);
        };
    }

    private static Optional<Reason> expiry(DecisionInput input, CardSnapshot card) {
        if (input.businessDate().isAfter(card.expires())) {
            return Optional.of(Reason.CARD_EXPIRED);
        }
        Optional<YearMonth> sent = input.request().payment().expiry();
        return sent.isPresent() && !sent.get().equals(YearMonth.from(card.expires()))
                ? Optional.of(Reason.EXPIRY_MISMATCH)
                : Optional.empty();
    }

    private static Optional<Reason> accountStatus(CardSnapshot card) {
        return switch (card.accountStatus()) {
            case ACTIVE -> Optional.empty();
            case CLOSED -> Optional.of(Reason.ACCOUNT_CLOSED);
            case SUSPENDED -> Optional.of(Reason.ACCOUNT_SUSPENDED);
        };
    }
}
