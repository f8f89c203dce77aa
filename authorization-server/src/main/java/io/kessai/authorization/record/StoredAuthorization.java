package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.AuthorizationRequest;
import java.time.LocalDate;

/**
 * An authorization with what only its row needs.
 *
 * @param request of the message that opened it
 * @param accountCurrency ISO 4217 numeric: that of its hold
 */
record StoredAuthorization(
        Authorization authorization,
        AuthorizationRequest request,
        long accountId,
        long cardId,
        int accountCurrency,
        LocalDate expiresOn,
        int policyVersion) {

    StoredAuthorization with(Authorization changed) {
        return new StoredAuthorization(
                changed, request, accountId, cardId, accountCurrency, expiresOn, policyVersion);
    }
}
