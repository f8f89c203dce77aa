package io.kessai.authorization.card;

import io.kessai.domain.OperatingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Transactions that change something: lock waits are bounded, and what another transaction spoilt
 * is run again.
 */
@ApplicationScoped
class WriteTransactions {
    private static final int ATTEMPTS_MAX = 5;
    private static final String LOCK_TIMEOUT = "2s";

    private final EntityManager entityManager;
    private final MeterRegistry metrics;

    WriteTransactions(EntityManager entityManager, MeterRegistry metrics) {
        this.entityManager = entityManager;
        this.metrics = metrics;
        // Registered at once, so that zero deadlocks is a figure and not a gap.
        for (StoreFault fault : StoreFault.values()) {
            count(fault, 0);
        }
    }

    /**
     * Runs the work and commits.
     *
     * @throws OperatingException when the database cannot be reached or is too busy
     */
    <T> T run(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew()
                        .call(
                                () -> {
                                    boundLockWaits();
                                    return work.get();
                                });
            } catch (RuntimeException failed) {
                refuseOrTryAgain(failed, attempt);
            }
        }
    }

    /** Returns when another attempt is worth it. */
    private void refuseOrTryAgain(RuntimeException failed, int attempt) {
        Optional<StoreFault> fault = StoreFault.of(failed);
        if (fault.isEmpty()) {
            throw failed;
        }
        count(fault.get(), 1);
        if (!fault.get().isWorthAnotherTry() || attempt == ATTEMPTS_MAX) {
            throw new OperatingException(
                    fault.get().code(), "the database did not take the change", failed);
        }
    }

    private void boundLockWaits() {
        entityManager
                .createNativeQuery("select set_config('lock_timeout', :limit, true)", String.class)
                .setParameter("limit", LOCK_TIMEOUT)
                .getSingleResult();
    }

    private void count(StoreFault fault, int by) {
        metrics.counter("kessai.card.store.faults", "fault", fault.name()).increment(by);
    }
}
