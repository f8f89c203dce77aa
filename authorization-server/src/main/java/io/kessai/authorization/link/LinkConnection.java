package io.kessai.authorization.link;

import io.kessai.authorization.link.Reception.Verdict;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.Edition;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.FrameReader;
import io.kessai.iso8583.Framed;
import io.kessai.iso8583.Message;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One connection of a link.
 *
 * <p>Event loop only, but for {@link #frame}, {@link #answer} and {@link #discard}, which any
 * thread may call.
 */
final class LinkConnection {
    /** How long a peer may take to close its side once we have closed ours. */
    private static final long LINGER_MILLIS = 500;

    private final long number;
    private final LinkServices services;
    private final Context context;
    private final NetSocket socket;
    private final Outbox outbox;
    private final FrameReader reader;
    private final FrameFormat outbound;
    private final OwnRequests requests;
    private final IdleEcho idleEcho;
    private final SignOn signOn;
    private final OpenQuestions questions;
    private final Promise<Void> closed = Promise.promise();
    private final Promise<Void> drained = Promise.promise();

    private LinkState state = LinkState.CONNECTED;
    private Optional<CloseReason> closing = Optional.empty();
    private boolean draining;
    private int inFlight;

    /** One read from the socket: everything whole in it arrived at the same moment. */
    private record Arrival(Instant at, long nanos) {}

    LinkConnection(long number, LinkServices services, Context context, NetSocket socket) {
        this.number = number;
        this.services = services;
        this.context = context;
        this.socket = socket;
        this.reader = new FrameReader(settings().frame());
        // The limit is for what arrives: an answer may be a little longer than its request.
        this.outbound = settings().frame().withMaxBytes(Integer.MAX_VALUE);
        this.requests = new OwnRequests(services.clock().wall());
        this.outbox =
                new Outbox(
                        socket,
                        context,
                        settings().limits().outboundBytesMax(),
                        () -> abort(CloseReason.OUTBOUND_OVER_LIMIT));
        this.idleEcho =
                new IdleEcho(
                        context.owner(),
                        services.clock().nanos(),
                        settings().limits(),
                        () -> send(NetworkManagement.ECHO),
                        () -> abort(CloseReason.ECHO_UNANSWERED));
        this.questions = new OpenQuestions(context.owner());
        this.signOn =
                new SignOn(
                        context.owner(),
                        () -> send(NetworkManagement.SIGN_ON),
                        this::signedOn,
                        this::abort);
    }

    /** Whether the network can be asked something on this connection now. */
    boolean takesQuestions() {
        boolean isReady =
                state == LinkState.SIGNED_ON
                        || (state == LinkState.CONNECTED
                                && !settings().answers().requireSignOn()
                                && settings().end() instanceof LinkEnd.Listens);
        return isReady && !draining && closing.isEmpty();
    }

    /**
     * Asks the network.
     *
     * @return its answer, in terms of 1987; nothing where none came in time
     * @throws IllegalArgumentException when the dialect cannot write it
     */
    Future<Optional<Message>> ask(String mti, Question question, Duration limit) {
        Message request = question.ask(settings().dialect(), requests.start(mti));
        put(request);
        return questions.await(request, limit);
    }

    /**
     * Begins to read, and signs on where we have dialled; the result completes when the connection
     * has closed.
     */
    Future<Void> open() {
        emit(new LinkEvent.LinkConnected(link(), number, socket.remoteAddress().toString()));
        socket.closeHandler(_ -> closed());
        socket.exceptionHandler(_ -> {});
        socket.handler(this::received);
        switch (settings().end()) {
            case LinkEnd.Listens _ -> idleEcho.start();
            case LinkEnd.Dials dials -> signOn.start(dials.limits().signOn());
        }
        return closed.future();
    }

    LinkSettings settings() {
        return services.settings();
    }

    /** Whether the network has accepted our own sign-on, ever. */
    boolean hasSignedOn() {
        return signOn.isAccepted();
    }

    /** How many messages were handed over and are neither answered nor discarded. */
    int inFlight() {
        return inFlight;
    }

    /**
     * Signs off and takes no further message; what still arrives is read and dropped, since closing
     * over unread bytes would reset the connection and could cost the last answers.
     *
     * @return completes when the answers to everything in flight are written
     */
    Future<Void> drain() {
        draining = true;
        stopAsking();
        if (state != LinkState.SIGNED_OFF) {
            send(NetworkManagement.SIGN_OFF);
            enter(LinkState.SIGNED_OFF);
        }
        completeDrain();
        return drained.future();
    }

    /**
     * Closes after what has been written, and at the latest after a short while.
     *
     * @return completes when the connection has closed
     */
    Future<Void> finish(CloseReason reason) {
        if (closing.isPresent()) {
            return closed.future();
        }
        closing = Optional.of(reason);
        stopAsking();
        outbox.finish()
                .onComplete(
                        _ -> {
                            if (belowSocket().channel() instanceof DuplexChannel plain
                                    && !socket.isSsl()) {
                                var _ = plain.shutdownOutput();
                            } else {
                                socket.close();
                            }
                        });
        context.owner().setTimer(LINGER_MILLIS, _ -> closeNow());
        return closed.future();
    }

    /**
     * The frame of an answer.
     *
     * @param header of the request's frame
     * @throws IllegalArgumentException when the dialect cannot write it
     */
    byte[] frame(Message response, Message request, Bytes header) {
        return outbound.encode(
                services.codec().encode(edition().answer(response, request)), Optional.of(header));
    }

    /** Sends the answer to a message that was in flight. */
    void answer(byte[] frame, Consumer<Delivery> outcome) {
        outbox.put(
                frame,
                delivery -> {
                    settleOne();
                    guarded(() -> outcome.accept(delivery));
                });
    }

    /** Gives up the answer to a message that was in flight. */
    void discard() {
        context.runOnContext(_ -> settleOne());
    }

    private void received(Buffer bytes) {
        if (closing.isPresent()) {
            return;
        }
        Arrival arrival =
                new Arrival(
                        services.clock().wall().instant(), services.clock().nanos().getAsLong());
        idleEcho.heard(arrival.nanos());
        reader.feed(bytes.getBytes());
        Optional<Framed> next = reader.next();
        while (next.isPresent() && closing.isEmpty()) {
            receive(next.get(), arrival);
            next = reader.next();
        }
    }

    private void receive(Framed framed, Arrival arrival) {
        switch (framed) {
            case Framed.Poll poll -> outbox.put(poll.bytes().toArray(), _ -> {});
            case Framed.Unreadable unreadable -> {
                emit(new LinkEvent.MessageDropped(link(), number, unreadable.rule()));
                finish(CloseReason.FRAME_UNREADABLE);
            }
            case Framed.Frame frame -> guarded(() -> receive(frame, arrival));
        }
    }

    private void receive(Framed.Frame frame, Arrival arrival) {
        Decoded decoded = edition().inTermsOf1987(services.codec().decode(frame.payload()));
        Verdict verdict =
                draining
                        ? Reception.judgeWhileDraining(decoded)
                        : Reception.judge(decoded, state, settings().answers());
        switch (verdict) {
            case Verdict.HandOver(Message message) -> handOver(message, frame.header(), arrival);
            case Verdict.Manage manage -> manage(manage, frame.header());
            case Verdict.Refuse(Message request, Message response, MessageOutcome outcome) -> {
                outbox.put(frame(response, request, frame.header()), _ -> {});
                count(request, outcome);
            }
            case Verdict.Hear(Message response) -> hear(response);
            case Verdict.Drop(String rule) -> drop(rule);
        }
    }

    private void manage(Verdict.Manage manage, Bytes header) {
        outbox.put(frame(manage.answer().response(), manage.request(), header), _ -> {});
        count(manage.request(), MessageOutcome.MANAGED);
        enter(manage.answer().nextState());
    }

    private void handOver(Message message, Bytes header, Arrival arrival) {
        ReceivedMessage received =
                new ReceivedMessage(this, message, header, arrival.at(), arrival.nanos());
        inFlight++;
        count(message, MessageOutcome.HANDED_OVER);
        if (NetworkManagement.isCutover(message)) {
            emit(new LinkEvent.CutoverReceived(link(), number));
        }
        if (!guarded(() -> HandedOver.to(services.flow(), received)) && !received.hasEnded()) {
            end(received);
        }
    }

    /** Ends what the flow failed on. */
    private void end(ReceivedMessage received) {
        Message message = received.message();
        if (message.mti().expectsResponse()) {
            received.answer(LinkReplies.malfunction(message, settings().answers()), _ -> {});
        } else {
            received.discard();
        }
    }

    private void hear(Message response) {
        boolean isExpected =
                response.mti().isManagement()
                        ? signOn.isAnsweredBy(response) || idleEcho.isAnsweredBy(response)
                        : questions.isAnsweredBy(response);
        if (isExpected || draining) {
            count(response, MessageOutcome.HEARD);
        } else {
            drop(Reception.NEVER_ANSWERED);
        }
    }

    /**
     * The edge: a bug of ours costs one message, and an alarm, but never the connection.
     *
     * @return whether it went well
     */
    private boolean guarded(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException bug) {
            emit(new LinkEvent.FlowFailed(link(), number, bug.getClass().getName()));
            return false;
        }
    }

    private void drop(String rule) {
        emit(new LinkEvent.MessageDropped(link(), number, rule));
    }

    private void signedOn() {
        enter(LinkState.SIGNED_ON);
        idleEcho.start();
    }

    private void stopAsking() {
        signOn.stop();
        idleEcho.stop();
    }

    private Message send(String function) {
        Message request = requests.next(function);
        put(request);
        return request;
    }

    private void put(Message request) {
        byte[] payload = services.codec().encode(edition().written(request));
        outbox.put(outbound.encode(payload, Optional.empty()), _ -> {});
    }

    private void enter(LinkState next) {
        if (next != state) {
            emit(new LinkEvent.LinkStateChanged(link(), number, state, next));
            state = next;
        }
    }

    private void settleOne() {
        inFlight--;
        completeDrain();
    }

    private void completeDrain() {
        if (draining && inFlight == 0) {
            drained.tryComplete();
        }
    }

    /** Closes at once, whatever still waits to be written. */
    private void abort(CloseReason reason) {
        if (closing.isEmpty()) {
            closing = Optional.of(reason);
            outbox.close();
        }
        closeNow();
    }

    private void closed() {
        stopAsking();
        questions.close();
        outbox.close();
        drained.tryComplete();
        emit(
                new LinkEvent.LinkClosed(
                        link(), number, closing.orElse(CloseReason.PEER_CLOSED), state));
        closed.tryComplete();
    }

    private void closeNow() {
        var _ = belowSocket().close();
    }

    /**
     * Below the Vert.x socket, whose own close (the channel's too) first waits until everything is
     * written: with a peer that does not read, for ever.
     */
    private ChannelHandlerContext belowSocket() {
        return ((NetSocketInternal) socket).channelHandlerContext();
    }

    private Edition edition() {
        return settings().dialect().edition();
    }

    private String link() {
        return settings().name();
    }

    private void count(Message message, MessageOutcome outcome) {
        emit(new LinkEvent.MessageReceived(link(), number, message.mti(), outcome));
    }

    private void emit(LinkEvent event) {
        services.events().accept(event);
    }
}
