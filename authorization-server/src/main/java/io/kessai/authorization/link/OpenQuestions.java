package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The questions of one connection that are not answered yet, by DE11. Event loop only. */
final class OpenQuestions {
    private static final int STAN = 11;

    private final Vertx vertx;
    private final Map<String, Promise<Optional<Message>>> open = new HashMap<>();

    OpenQuestions(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Waits for the answer to what was just sent.
     *
     * @return the answer, nothing when none comes within the limit or the connection closes
     */
    Future<Optional<Message>> await(Message request, Duration limit) {
        String stan = request.text(STAN).orElseThrow();
        Promise<Optional<Message>> answer = Promise.promise();
        open.put(stan, answer);
        long timer =
                vertx.setTimer(
                        Math.max(1, limit.toMillis()), _ -> answer.tryComplete(Optional.empty()));
        return answer.future()
                .onComplete(
                        _ -> {
                            vertx.cancelTimer(timer);
                            open.remove(stan, answer);
                        });
    }

    /** Whether this response answers one of them, which ends the wait for it. */
    boolean isAnsweredBy(Message response) {
        return response.text(STAN)
                .map(open::get)
                .filter(answer -> answer.tryComplete(Optional.of(response)))
                .isPresent();
    }

    /** Nothing will be answered any more. */
    void close() {
        Map.copyOf(open).values().forEach(answer -> answer.tryComplete(Optional.empty()));
    }
}
