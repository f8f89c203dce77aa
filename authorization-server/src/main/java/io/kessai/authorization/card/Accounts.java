package io.kessai.authorization.card;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The accounts of the database, within the caller's transaction. */
@ApplicationScoped
class Accounts implements PanacheRepository<AccountEntity> {

    /**
     * Locks an account until the transaction ends, then loads it as whoever held the lock before
     * left it. {@code for no key update} does not block the foreign keys of the message path.
     */
    Optional<AccountEntity> locked(long id) {
        boolean exists =
                !getEntityManager()
                        .createNativeQuery(
                                "select id from accounts where id = :id for no key update",
                                Long.class)
                        .setParameter("id", id)
                        .getResultList()
                        .isEmpty();
        return exists ? findByIdOptional(id) : Optional.empty();
    }

    /** Loads it again after SQL by hand has changed its row. */
    AccountEntity reloaded(AccountEntity account) {
        getEntityManager().refresh(account);
        return account;
    }
}
