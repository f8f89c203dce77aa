package io.kessai.authorization;

import io.kessai.authorization.cryptography.KeyChanges;
import io.kessai.authorization.cryptography.Verification;
import io.kessai.authorization.cryptography.Verified;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.link.Delivery;
import io.kessai.authorization.link.InboundMessage;
import io.kessai.authorization.link.KeyChangeResult;
import io.kessai.authorization.link.LinkSettings;
import io.kessai.authorization.link.MessageFlow;
import io.kessai.authorization.message.Blocks;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.message.ReadResult;
import io.kessai.authorization.record.Recorder;
import io.kessai.authorization.record.Submission;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.iso8583.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The flow: link ▸ message (▸ cryptography) ▸ decide ▸ record ▸ reply.
 *
 * <p>{@link #accept} runs on the link's event loop up to the lane's queue, but for a message whose
 * proofs must be verified, which takes a thread of its own for that; the lane decides and commits,
 * and the answer leaves on its thread. Thread-safe.
 */
final class AuthorizationFlow implements MessageFlow {

    private final MessageReader reader;
    private final Verification verification;
    private final KeyChanges keyChanges;
    private final Recorder recorder;
    private final LinkWriters writers;
    private final FlowMetrics metrics;
    private final Duration budget;

    /**
     * @param budget from arrival to the deadline
     */
    AuthorizationFlow(
            MessageReader reader,
            Verification verification,
            KeyChanges keyChanges,
            Recorder recorder,
            LinkWriters writers,
            FlowMetrics metrics,
            Duration budget) {
        this.reader = reader;
        this.verification = verification;
        this.keyChanges = keyChanges;
        this.recorder = recorder;
        this.writers = writers;
        this.metrics = metrics;
        this.budget = budget;
    }

    @Override
    public void accept(InboundMessage inbound) {
        Message message = inbound.message();
        String network = inbound.link().network();
        Blocks blocks = inbound.link().files().allowsBlock() ? Blocks.ALLOWED : Blocks.REFUSED;
        switch (reader.read(
                network, inbound.link().dialect(), blocks, message, inbound.arrivedAt())) {
            case ReadResult.Unreadable unreadable -> {
                metrics.unreadable(unreadable);
                refuse(inbound, unreadable.field());
            }
            case ReadResult.Rejected(MessageKey key, PanToken card) -> {
                recorder.rejected(key, card);
                inbound.discard();
            }
            case ReadResult.Readable readable -> verify(inbound, readable.request());
        }
    }

    @Override
    public CompletionStage<KeyChangeResult> changeKey(InboundMessage inbound) {
        LinkSettings link = inbound.link();
        return keyChanges
                .take(
                        link.network(),
                        link.name(),
                        link.dialect().facts(),
                        inbound.message(),
                        remaining(inbound))
                .thenApply(
                        outcome ->
                                switch (outcome) {
                                    case TAKEN -> KeyChangeResult.TAKEN;
                                    case REFUSED -> KeyChangeResult.REFUSED;
                                    case UNAVAILABLE -> KeyChangeResult.UNAVAILABLE;
                                });
    }

    private Duration remaining(InboundMessage inbound) {
        return budget.minusNanos(System.nanoTime() - inbound.arrivedNanos());
    }

    /** Only what asks is verified: an advice reports what was decided already. */
    private void verify(InboundMessage inbound, AuthorizationRequest request) {
        if (!request.kind().asks()) {
            submit(inbound, request, Verified.NOTHING);
            return;
        }
        LinkSettings link = inbound.link();
        CompletionStage<Optional<Verified>> verified =
                verification.verify(
                        link.network(),
                        link.dialect().facts(),
                        inbound.message(),
                        remaining(inbound));
        CompletableFuture<Optional<Verified>> result = verified.toCompletableFuture();
        if (result.isDone()) {
            goOn(inbound, request, result.join());
        } else {
            verified.thenAccept(found -> goOnElsewhere(inbound, request, found));
        }
    }

    /** Without a result there is an answer that is none of record: a repeat is decided anew. */
    private void goOn(
            InboundMessage inbound, AuthorizationRequest request, Optional<Verified> verified) {
        if (verified.isPresent()) {
            submit(inbound, request, verified.get());
        } else {
            refuse(inbound, request, Reason.CRYPTOGRAPHY_UNAVAILABLE);
        }
    }

    /** Off the event loop, where nobody else would see a fault of ours. */
    private void goOnElsewhere(
            InboundMessage inbound, AuthorizationRequest request, Optional<Verified> verified) {
        try {
            goOn(inbound, request, verified);
        } catch (RuntimeException bug) {
            metrics.failed(request, bug);
            refuse(inbound, request, Reason.SYSTEM_MALFUNCTION);
        }
    }

    private void refuse(InboundMessage inbound, AuthorizationRequest request, Reason reason) {
        reply(inbound, request, Answer.of(reason, request), Verified.NOTHING);
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

    private void submit(InboundMessage inbound, AuthorizationRequest read, Verified verified) {
        AuthorizationRequest request = read.withFindings(verified.findings());
        metrics.read(inbound.arrivedNanos());
        recorder.submit(
                new Submission(
                        request,
                        inbound.arrivedAt(),
                        inbound.arrivedNanos() + budget.toNanos(),
                        answer -> reply(inbound, request, answer, verified)));
    }

    private void reply(
            InboundMessage inbound,
            AuthorizationRequest request,
            Answer answer,
            Verified verified) {
        metrics.answered(request, answer.reason(), inbound.arrivedNanos());
        try {
            inbound.answer(
                    writers.of(inbound.link())
                            .response(
                                    inbound.message(),
                                    answer,
                                    verified.findings(),
                                    verified.issuerAuthenticationData()),
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
