package io.kessai.authorization.decide;

import io.kessai.domain.AccountStatus;
import io.kessai.domain.CardStatus;
import io.kessai.domain.Currency;
import io.kessai.domain.Product;
import java.time.LocalDate;

/**
 * A card and its account, as locked for this decision.
 *
 * @param expires the last day on which the card is good, in the programme's zone
 * @param creditLimit not negative; 0 for prepaid
 * @param posted signed, negative when the cardholder owes
 * @param held what open authorizations hold, not negative
 * @param counters what the card's proofs have used up
 * @param product the account's
 */
public record CardSnapshot(
        long cardId,
        long accountId,
        CardStatus cardStatus,
        LocalDate expires,
        AccountStatus accountStatus,
        Currency currency,
        long creditLimit,
        long posted,
        long held,
        CardCounters counters,
        Product product) {

    /** What may still be authorized: credit limit + posted − held; negative when overdrawn. */
    public long available() {
        return creditLimit + posted - held;
    }

    public CardSnapshot withFunds(long newPosted, long newHeld) {
        return new CardSnapshot(
                cardId,
                accountId,
                cardStatus,
                expires,
                accountStatus,
                currency,
                creditLimit,
                newPosted,
                newHeld,
                counters,
                product);
    }

    public CardSnapshot withStatus(CardStatus newStatus) {
        return new CardSnapshot(
                cardId,
                accountId,
                newStatus,
                expires,
                accountStatus,
                currency,
                creditLimit,
                posted,
                held,
                counters,
                product);
    }

    public CardSnapshot withCounters(CardCounters newCounters) {
        return new CardSnapshot(
                cardId,
                accountId,
                cardStatus,
                expires,
                accountStatus,
                currency,
                creditLimit,
                posted,
                held,
                newCounters,
                product);
    }
}
