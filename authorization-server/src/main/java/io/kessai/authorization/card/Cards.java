package io.kessai.authorization.card;

import io.kessai.domain.FileUpdate;
import io.kessai.domain.PanToken;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** The cards of the database, within the caller's transaction. */
@ApplicationScoped
class Cards implements PanacheRepository<CardEntity> {

    boolean areIssuedUnder(PanToken token) {
        return count("panToken", (Object) token.bytes()) > 0;
    }

    /** The cardholder may try as many PINs again as at first. */
    void forgetPinFailures(long id) {
        getEntityManager()
                .createNativeQuery(
                        "update cards set pin_failures = 0 where id = :id and pin_failures > 0")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Has these networks told, once the caller's transaction has committed. */
    void tell(long id, FileUpdate update, Set<String> networks) {
        if (networks.isEmpty()) {
            return;
        }
        getEntityManager()
                .createNativeQuery(
                        "select kessai_file_updates(array[:id], array[:action], array[''],"
                                + " string_to_array(:networks, ','))",
                        Long.class)
                .setParameter("id", id)
                .setParameter("action", update.word())
                .setParameter("networks", String.join(",", networks))
                .getSingleResult();
    }

    /**
     * Locks a card until the transaction ends, then loads it anew. Its account is locked before.
     */
    Optional<CardEntity> locked(long id) {
        getEntityManager()
                .createNativeQuery(
                        "select id from cards where id = :id for no key update", Long.class)
                .setParameter("id", id)
                .getResultList();
        Optional<CardEntity> card = findByIdOptional(id);
        card.ifPresent(getEntityManager()::refresh);
        return card;
    }
}
