package io.kessai.authorization.link;

import io.kessai.iso8583.MessageCodec;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One listening link; a verticle, so that all its connections live on one event loop.
 *
 * <p>Event loop only, but for {@link #drain}, {@link #drop}, {@link #port} and {@link
 * #isListening}, which any thread may call.
 */
final class Link extends AbstractVerticle {
    private final LinkServices services;
    private final Set<LinkConnection> connections = new LinkedHashSet<>();

    private long lastConnection;
    private volatile int port;
    private volatile boolean listening;
    private boolean draining;

    Link(LinkSettings settings, MessageFlow flow, Consumer<LinkEvent> events, LinkClock clock) {
        this.services =
                new LinkServices(
                        settings, new MessageCodec(settings.dialect()), flow, events, clock);
    }

    @Override
    public void start(Promise<Void> started) {
        NetServerOptions options = new NetServerOptions().setTcpKeepAlive(true).setTcpNoDelay(true);
        settings().tls().ifPresent(tls -> tls.applyTo(options));
        NetServer server = vertx.createNetServer(options);
        server.connectHandler(this::connected);
        server.exceptionHandler(
                fault ->
                        emit(
                                new LinkEvent.HandshakeFailed(
                                        settings().name(), fault.getClass().getSimpleName())));
        server.listen(settings().port(), settings().host())
                .onSuccess(this::listening)
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(new LinkOpenException(settings(), cause)))
                .onComplete(started);
    }

    LinkSettings settings() {
        return services.settings();
    }

    /** The port it listens on, once started. */
    int port() {
        return port;
    }

    /** Whether it listens and has not begun to drain. */
    boolean isListening() {
        return listening;
    }

    /** As {@link Links#drain}, for this link. */
    Future<Void> drain(Duration limit) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> drain(limit, done));
        return done.future();
    }

    /** Stops listening without ceremony; never fails. */
    Future<Void> drop() {
        listening = false;
        if (context == null) {
            return Future.succeededFuture();
        }
        return vertx.undeploy(deploymentID()).otherwiseEmpty();
    }

    private void listening(NetServer server) {
        port = server.actualPort();
        listening = true;
        emit(new LinkEvent.LinkListening(settings().name(), settings().host(), port));
    }

    private void connected(NetSocket socket) {
        if (draining) {
            socket.close();
            return;
        }
        int limit = settings().limits().connectionsMax();
        if (connections.size() >= limit) {
            emit(
                    new LinkEvent.ConnectionRefused(
                            settings().name(), socket.remoteAddress().toString(), limit));
            socket.close();
            return;
        }
        LinkConnection connection = new LinkConnection(++lastConnection, services, context, socket);
        connections.add(connection);
        connection.open().onComplete(_ -> connections.remove(connection));
    }

    private void drain(Duration limit, Promise<Void> done) {
        draining = true;
        listening = false;
        Promise<Void> settled = Promise.promise();
        Future.join(each(LinkConnection::drain)).onComplete(_ -> settled.tryComplete());
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), _ -> settled.tryComplete());
        settled.future().onComplete(_ -> vertx.cancelTimer(timer)).onComplete(_ -> close(done));
    }

    private void close(Promise<Void> done) {
        int unanswered = connections.stream().mapToInt(LinkConnection::inFlight).sum();
        Future.join(each(connection -> connection.finish(CloseReason.SHUTDOWN)))
                .transform(_ -> drop())
                .onComplete(
                        _ -> {
                            emit(new LinkEvent.LinkDrained(settings().name(), unanswered));
                            done.complete();
                        });
    }

    private List<Future<Void>> each(Function<LinkConnection, Future<Void>> step) {
        return connections.stream().map(step).toList();
    }

    private void emit(LinkEvent event) {
        services.events().accept(event);
    }
}
