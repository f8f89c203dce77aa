package io.kessai.authorization.card;

import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.kessai.domain.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does each call once. A repeat of a call gets the stored answer; the same request_id with other
 * content is refused. A refused call stores nothing, so that it may be tried again.
 */
@ApplicationScoped
public class Requests {
    private static final String FIND =
            """
            select call, digest, response
            from requests
            where request_id = :id
            """;
    private static final String FIRST_SEEN =
            """
            select call, digest, extract(epoch from received_at)::bigint
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

    /**
     * When this call was seen first, to the second: now, if it is new. For calls whose answer is
     * kept elsewhere, under a key made of the request_id and this time.
     *
     * @param content the request without anything a digest could be reversed to
     */
    public Outcome<Instant> firstSeen(String requestId, String name, MessageLite content) {
        Call<Empty> call = new Call<>(requestId, name, content, Empty.parser());
        return transactions.run(
                () -> {
                    insert(call, Empty.getDefaultInstance());
                    Tuple row = rows(FIRST_SEEN, requestId).getFirst();
                    return isSame(call, row)
                            ? Outcome.done(Instant.ofEpochSecond(row.get(2, Long.class)))
                            : reused();
                });
    }

    private <R extends MessageLite> Optional<Outcome<R>> stored(Call<R> call) {
        List<Tuple> rows = rows(FIND, call.requestId());
        return rows.isEmpty() ? Optional.empty() : Optional.of(answer(call, rows.getFirst()));
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String sql, String requestId) {
        return entityManager
                .createNativeQuery(sql, Tuple.class)
                .setParameter("id", requestId)
                .getResultList();
    }

    private static <R extends MessageLite> Outcome<R> answer(Call<R> call, Tuple row) {
        if (!isSame(call, row)) {
            return reused();
        }
        try {
            return Outcome.done(call.responses().parseFrom(row.get(2, byte[].class)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored response cannot be read", e);
        }
    }

    private static boolean isSame(Call<?> call, Tuple row) {
        return call.name().equals(row.get(0, String.class))
                && MessageDigest.isEqual(call.digest(), row.get(1, byte[].class));
    }

    private static <R> Outcome<R> reused() {
        return new Outcome.Refused<>(
                ErrorCode.REQUEST_ID_REUSED,
                "request_id",
                "this request_id was used before, with other content");
    }

    /** How many rows that made: none where the request_id is there. */
    private int insert(Call<?> call, MessageLite response) {
        return entityManager
                .createNativeQuery(INSERT)
                .setParameter("id", call.requestId())
                .setParameter("call", call.name())
                .setParameter("digest", call.digest())
                .setParameter("response", response.toByteArray())
                .executeUpdate();
    }

    private <R extends MessageLite> void store(Call<R> call, R response) {
        entityManager.flush();
        if (insert(call, response) == 0) {
            throw new OvertakenException("another transaction answered this request_id first");
        }
    }
}
