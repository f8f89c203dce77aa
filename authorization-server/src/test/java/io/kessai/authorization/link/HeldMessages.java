package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A flow that keeps what it is given until the test answers. */
final class HeldMessages implements MessageFlow {
    private final BlockingQueue<InboundMessage> held = new LinkedBlockingQueue<>();

    @Override
    public void accept(InboundMessage inbound) {
        held.add(inbound);
    }

    /** The next message, waiting for it. */
    InboundMessage take() throws InterruptedException {
        InboundMessage next = held.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no message was handed over");
        }
        return next;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** The approval of a request, with what every answer echoes. */
    static Message approval(Message request) {
        return Message.builder(request.mti().response())
                .echo(request, 7, 11, 32, 37, 41, 42)
                .text(39, "00")
                .build();
    }

    /** A flow that approves everything at once. */
    static MessageFlow approving() {
        return inbound -> inbound.answer(approval(inbound.message()), _ -> {});
    }
}
