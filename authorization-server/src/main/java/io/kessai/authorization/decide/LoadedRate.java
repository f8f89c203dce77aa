package io.kessai.authorization.decide;

import io.kessai.domain.ExchangeRate;
import java.time.Instant;

/**
 * A rate that an operator has loaded, from the transaction's currency to the account's, and what
 * the account's product puts on top of it.
 *
 * @param validFrom the first instant at which it counts
 * @param validUntil the first instant at which it no longer counts, though no newer one is there
 * @param markupBasisPoints ten-thousandths, 0 where the product has none
 */
public record LoadedRate(
        ExchangeRate rate, Instant validFrom, Instant validUntil, int markupBasisPoints) {

    boolean countsAt(Instant now) {
        return !now.isBefore(validFrom) && now.isBefore(validUntil);
    }
}
