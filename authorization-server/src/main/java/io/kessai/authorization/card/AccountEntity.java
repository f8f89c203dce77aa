package io.kessai.authorization.card;

import io.kessai.domain.AccountStatus;
import io.kessai.domain.Currency;
import io.kessai.domain.Product;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A row of {@code accounts}. Balances are read only here: {@link Ledger} and the message path move
 * them, by SQL, under the account's lock.
 */
@Entity
@Table(name = "accounts")
class AccountEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Column(name = "credit_limit")
    long creditLimit;

    @Column(insertable = false, updatable = false)
    long posted;

    @Column(insertable = false, updatable = false)
    long held;

    @Column(name = "opened_at", updatable = false)
    Instant openedAt = Instant.EPOCH;

    @Column(updatable = false)
    short currency;

    @Column(updatable = false)
    String product = Product.STANDARD.name();

    String status = AccountStatus.ACTIVE.word();

    /** For Hibernate. */
    AccountEntity() {}

    AccountEntity(Currency currency, Product product, long creditLimit, Instant openedAt) {
        this.currency = (short) currency.numeric();
        this.product = product.name();
        this.creditLimit = creditLimit;
        this.openedAt = openedAt;
    }

    Currency currency() {
        return Currency.ofNumeric(currency)
                .orElseThrow(() -> new IllegalStateException("unknown currency in account " + id));
    }

    AccountStatus status() {
        return AccountStatus.ofWord(status)
                .orElseThrow(() -> new IllegalStateException("unknown status in account " + id));
    }
}
