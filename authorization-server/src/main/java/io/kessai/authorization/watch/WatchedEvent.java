package io.kessai.authorization.watch;

import io.kessai.domain.EventKind;
import java.time.Instant;

/**
 * One row of the outbox. Amounts are minor units of the account's currency.
 *
 * @param id rises within an account
 * @param cardId 0 where a presentment found no authorization, like {@code authorizationId}
 * @param amount by how much what the authorization holds or has posted moved, zero or more
 * @param remaining what it holds afterwards
 * @param booked signed: what it moved on the account's posted balance
 * @param currency ISO 4217 numeric
 * @param occurredAt arrival of the message; for clearing the same as {@code recordedAt}
 * @param recordedAt the start of its transaction
 */
public record WatchedEvent(
        long id,
        EventKind kind,
        long accountId,
        long cardId,
        long authorizationId,
        long amount,
        long remaining,
        long booked,
        int currency,
        String reason,
        String messageKey,
        Instant occurredAt,
        Instant recordedAt) {}
