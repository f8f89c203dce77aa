package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Decides a message and has it on disk before it gives the answer. Holds one connection: for one
 * thread.
 *
 * <p>Peers decide less than we do: whether card and account are active and whether the money is
 * there, no controls and no holds by merchant. A purchase is written to the journal, as an
 * authorization, and to its account; a reversal to the journal, its original, a hold event and the
 * account. They write no outbox and count nothing for limits.
 */
interface PeerStore extends AutoCloseable {

    /** A repeat is given the recorded answer. */
    Answer answer(AuthorizationRequest request, Instant arrivedAt) throws SQLException;

    @Override
    void close() throws SQLException;
}
