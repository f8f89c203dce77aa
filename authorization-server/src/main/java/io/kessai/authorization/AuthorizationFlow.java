package io.kessai.authorization;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.link.Delivery;
import io.kessai.authorization.link.InboundMessage;
import io.kessai.authorization.link.MessageFlow;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.message.ReadResult;
import io.kessai.authorization.record.Recorder;
import io.kessai.authorization.record.Submission;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.iso8583.Message;
import java.time.Duration;

/**
 * The flow: link ▸ message ▸ decide ▸ record ▸ reply.
 *
 * <p>{@link #accept} runs on the link's event loop up to the lane's queue; the lane decides and
 * commits, and the answer leaves on its thread. Thread-safe.
 */
final class AuthorizationFlow implements MessageFlow {

    private final MessageReader reader;
    private final Recorder recorder;
    private final LinkWriters writers;
    private final FlowMetrics metrics;
    private final Duration budget;

    /**
     * @param budget from arrival to the deadline
     */
    AuthorizationFlow(
            MessageReader reader,
            Recorder recorder,
            LinkWriters writers,
            FlowMetrics metrics,
            Duration budget) {
        this.reader = reader;
        this.recorder = recorder;
        this.writers = writers;
        this.metrics = metrics;
        this.budget = budget;
    }

    @Override
    public void accept(InboundMessage inbound) {
        Message message = inbound.message();
        String network = inbound.link().network();
        switch (reader.read(network, inbound.link().dialect(), message, inbound.arrivedAt())) {
            case ReadResult.Unreadable unreadable -> {
                metrics.unreadable(unreadable);
                refuse(inbound, unreadable.field());
            }
            case ReadResult.Rejected(MessageKey key, PanToken card) -> {
                recorder.rejected(key, card);
                inbound.discard();
            }
            case ReadResult.Readable readable -> submit(inbound, readable.request());
        }
    }

    private void refuse(InboundMessage inbound, int field) {
        Message message = inbound.message();
        if (message.mti().expectsResponse()) {
            inbound.answer(
                    writers.of(inbound.link()).formatError(message, field),
                    AuthorizationFlow::ignore);
        } else {
            inbound.discard();
        }
    }

    private void submit(InboundMessage inbound, AuthorizationRequest request) {
        metrics.read(inbound.arrivedNanos());
        recorder.submit(
                new Submission(
                        request,
                        inbound.arrivedAt(),
                        inbound.arrivedNanos() + budget.toNanos(),
                        answer -> reply(inbound, request, answer)));
    }

    private void reply(InboundMessage inbound, AuthorizationRequest request, Answer answer) {
        metrics.answered(request, answer.reason(), inbound.arrivedNanos());
        try {
            inbound.answer(
                    writers.of(inbound.link()).response(inbound.message(), answer),
                    delivery -> delivered(delivery, request, answer));
        } catch (IllegalArgumentException unwritable) {
            // Nothing was sent, and the lane takes the approval back: a shutdown need not wait.
            inbound.discard();
            throw unwritable;
        }
    }

    private void delivered(Delivery delivery, AuthorizationRequest request, Answer answer) {
        if (delivery == Delivery.UNDELIVERED) {
            metrics.undelivered(request, answer.reason());
            recorder.undelivered(request, answer);
        }
    }

    private static void ignore(Delivery delivery) {
        // An answer that says nothing but "unreadable" changed nothing: losing it loses nothing.
    }
}
