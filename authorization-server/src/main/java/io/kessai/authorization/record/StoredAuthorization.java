package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.LoadedRate;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An authorization with what only its row needs.
 *
 * @param request of the message that opened it
 * @param accountCurrency ISO 4217 numeric: that of its hold
 * @param heldFrom the business date from which its days count
 * @param asked what the hold policy looked at, in minor units of that currency
 * @param rate at which that was converted, if it was
 */
record StoredAuthorization(
        Authorization authorization,
        AuthorizationRequest request,
        long accountId,
        long cardId,
        int accountCurrency,
        LocalDate expiresOn,
        int policyVersion,
        LocalDate heldFrom,
        long asked,
        Optional<LoadedRate> rate) {

    StoredAuthorization with(Authorization changed) {
        return new StoredAuthorization(
                changed,
                request,
                accountId,
                cardId,
                accountCurrency,
                expiresOn,
                policyVersion,
                heldFrom,
                asked,
                rate);
    }
}
