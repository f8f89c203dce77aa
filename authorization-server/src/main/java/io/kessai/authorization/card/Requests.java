package io.kessai.authorization.card;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.kessai.domain.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does each call once. A repeat of a call gets the stored answer; the same request_id with other
 * content is refused. A refused call stores nothing, so that it may be tried again.
 */
@ApplicationScoped
class Requests {
    private static final String FIND =
            """
            select call, digest, response
            from requests
            where request_id = :id
            """;
    private static final String INSERT =
            """
            insert into requests (request_id, call, digest, response)
            values (:id, :call, :digest, :response)
            on conflict do nothing
            """;

    private final EntityManager entityManager;
    private final WriteTransactions transactions;

    Requests(EntityManager entityManager, WriteTransactions transactions) {
        this.entityManager = entityManager;
        this.transactions = transactions;
    }

    /**
     * Runs the work in a transaction of its own, unless the call was done before.
     *
     * @param work locks before it writes; checks everything before its first write; may run several
     *     times, each time in a new transaction
     */
    <R extends MessageLite> Outcome<R> once(Call<R> call, Supplier<Outcome<R>> work) {
        return transactions.run(
                () -> {
                    Optional<Outcome<R>> before = stored(call);
                    if (before.isPresent()) {
                        return before.get();
                    }
                    Outcome<R> outcome = work.get();
                    if (outcome instanceof Outcome.Done<R>(R response)) {
                        store(call, response);
                    }
                    return outcome;
                });
    }

    private <R extends MessageLite> Optional<Outcome<R>> stored(Call<R> call) {
        List<Tuple> rows = rows(call.requestId());
        return rows.isEmpty() ? Optional.empty() : Optional.of(answer(call, rows.getFirst()));
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String requestId) {
        return entityManager
                .createNativeQuery(FIND, Tuple.class)
                .setParameter("id", requestId)
                .getResultList();
    }

    private static <R extends MessageLite> Outcome<R> answer(Call<R> call, Tuple row) {
        boolean same =
                call.name().equals(row.get(0, String.class))
                        && MessageDigest.isEqual(call.digest(), row.get(1, byte[].class));
        if (!same) {
            return new Outcome.Refused<>(
                    ErrorCode.REQUEST_ID_REUSED,
                    "request_id",
                    "this request_id was used before, with other content");
        }
        try {
            return Outcome.done(call.responses().parseFrom(row.get(2, byte[].class)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored response cannot be read", e);
        }
    }

    private <R extends MessageLite> void store(Call<R> call, R response) {
        entityManager.flush();
        int stored =
                entityManager
                        .createNativeQuery(INSERT)
                        .setParameter("id", call.requestId())
                        .setParameter("call", call.name())
                        .setParameter("digest", call.digest())
                        .setParameter("response", response.toByteArray())
                        .executeUpdate();
        if (stored == 0) {
            throw new OvertakenException("another transaction answered this request_id first");
        }
    }
}
