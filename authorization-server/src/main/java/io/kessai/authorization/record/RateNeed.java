package io.kessai.authorization.record;

import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.Payment;
import io.kessai.domain.Product;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rate a message needs: neither of its amounts is in the account's currency.
 *
 * @param from ISO 4217 numeric, DE49
 * @param to ISO 4217 numeric, the account's
 * @param at when the message arrived
 */
record RateNeed(int from, int to, Product product, Instant at) {

    static Optional<RateNeed> of(Submission submission, CardSnapshot card) {
        Payment payment = submission.request().payment();
        boolean isNeeded =
                submission.request().kind().authorizes()
                        && !payment.amount().isIn(card.currency())
                        && payment.billing()
                                .filter(billing -> billing.isIn(card.currency()))
                                .isEmpty();
        return isNeeded
                ? Optional.of(
                        new RateNeed(
                                payment.amount().currency(),
                                card.currency().numeric(),
                                card.product(),
                                submission.arrivedAt()))
                : Optional.empty();
    }
}
