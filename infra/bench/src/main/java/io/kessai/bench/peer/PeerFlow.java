package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.link.InboundMessage;
import io.kessai.authorization.link.MessageFlow;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.message.ReadResult;
import io.kessai.authorization.reply.ResponseCodes;
import io.kessai.authorization.reply.ResponseWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A pool of threads, each with a connection of its own, that take messages from one queue. Where
 * the queue is full a message is answered 91 at once, as ours is.
 */
final class PeerFlow implements MessageFlow {
    private static final int QUEUE_LIMIT = 2_000;

    private final MessageReader reader;
    private final ResponseWriter writer = new ResponseWriter(ResponseCodes.generic());
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_LIMIT);
    private final List<Thread> threads = new ArrayList<>();

    private record Waiting(InboundMessage inbound, AuthorizationRequest request) {}

    PeerFlow(MessageReader reader) {
        this.reader = reader;
    }

    /** Adds a thread, which owns the store from now on. */
    void work(PeerStore store) {
        threads.add(Thread.ofPlatform().daemon().start(() -> take(store)));
    }

    @Override
    public void accept(InboundMessage inbound) {
        ReadResult read =
                reader.read(
                        inbound.link().network(),
                        inbound.link().dialect(),
                        inbound.message(),
                        inbound.arrivedAt());
        if (!(read instanceof ReadResult.Readable readable)) {
            inbound.discard();
        } else if (!queue.offer(new Waiting(inbound, readable.request()))) {
            reply(inbound, Answer.of(Reason.OVERLOADED, readable.request()));
        }
    }

    private void take(PeerStore store) {
        try {
            while (true) {
                Waiting next = queue.take();
                reply(next.inbound, decide(store, next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer decide(PeerStore store, Waiting next) {
        try {
            return store.answer(next.request, next.inbound.arrivedAt());
        } catch (SQLException | RuntimeException e) {
            System.err.println("peer: " + e);
            return Answer.of(Reason.SYSTEM_MALFUNCTION, next.request);
        }
    }

    private void reply(InboundMessage inbound, Answer answer) {
        inbound.answer(writer.response(inbound.message(), answer), _ -> {});
    }
}
