package io.kessai.authorization.record;

import io.kessai.domain.AccountStatus;
import io.kessai.domain.Currency;
import io.kessai.domain.Product;

/**
 * An account's row, as locked.
 *
 * @param ofAccount which controls are in force for it
 * @param ofProduct and for its product
 */
record AccountFunds(
        long id,
        AccountStatus status,
        Currency currency,
        long creditLimit,
        long posted,
        long held,
        Product product,
        ControlsInForce ofAccount,
        ControlsInForce ofProduct) {}
