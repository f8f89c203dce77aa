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
 * Threads, each with a connection of its own, that take messages from a queue: all from one, or
 * each from its own, which then gets all messages of a card. Where a queue is full a message is
 * answered 91 at once, as ours is.
 */
final class PeerFlow implements MessageFlow {
    private static final int QUEUE_LIMIT = 2_000;

    private final MessageReader reader;
    private final ResponseWriter writer = new ResponseWriter(ResponseCodes.generic());
    private final List<BlockingQueue<Waiting>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private record Waiting(InboundMessage inbound, AuthorizationRequest request) {

        Asked asked() {
            return new Asked(request, inbound.arrivedAt());
        }
    }

    PeerFlow(MessageReader reader, int queues) {
        this.reader = reader;
        for (int i = 0; i < queues; i++) {
            this.queues.add(new ArrayBlockingQueue<>(QUEUE_LIMIT));
        }
    }

    /** Adds a thread, which owns the store from now on; the queues get one in turn. */
    void work(BatchStore store) {
        BlockingQueue<Waiting> queue = queues.get(threads.size() % queues.size());
        threads.add(Thread.ofPlatform().daemon().start(() -> take(store, queue)));
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
            return;
        }
        AuthorizationRequest request = readable.request();
        int queue = Math.floorMod(Long.hashCode(request.card().low()), queues.size());
        if (!queues.get(queue).offer(new Waiting(inbound, request))) {
            reply(inbound, Answer.of(Reason.OVERLOADED, request));
        }
    }

    private void take(BatchStore store, BlockingQueue<Waiting> queue) {
        try {
            while (true) {
                List<Waiting> next = new ArrayList<>();
                next.add(queue.take());
                queue.drainTo(next, store.messagesMax() - 1);
                List<Answer> answers = decide(store, next);
                for (int i = 0; i < next.size(); i++) {
                    reply(next.get(i).inbound, answers.get(i));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Answer> decide(BatchStore store, List<Waiting> next) {
        try {
            return store.answer(next.stream().map(Waiting::asked).toList());
        } catch (SQLException | RuntimeException e) {
            System.err.println("peer: " + e);
            return next.stream()
                    .map(each -> Answer.of(Reason.SYSTEM_MALFUNCTION, each.request))
                    .toList();
        }
    }

    private void reply(InboundMessage inbound, Answer answer) {
        inbound.answer(writer.response(inbound.message(), answer), _ -> {});
    }
}
