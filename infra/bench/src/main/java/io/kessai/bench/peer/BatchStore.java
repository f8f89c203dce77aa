package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides messages and has them on disk before it gives their answers. Holds one connection: for
 * one thread.
 */
interface BatchStore extends AutoCloseable {

    /** How many messages {@link #answer} takes at most. */
    int messagesMax();

    /**
     * @return an answer each, in their order; none is given where this throws
     */
    List<Answer> answer(List<Asked> messages) throws SQLException;

    @Override
    void close() throws SQLException;

    /** One message at a time. */
    static BatchStore of(PeerStore store) {
        return new BatchStore() {
            @Override
            public int messagesMax() {
                return 1;
            }

            @Override
            public List<Answer> answer(List<Asked> messages) throws SQLException {
                List<Answer> answers = new ArrayList<>();
                for (Asked each : messages) {
                    answers.add(store.answer(each.request(), each.arrivedAt()));
                }
                return answers;
            }

            @Override
            public void close() throws SQLException {
                store.close();
            }
        };
    }
}
