package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One link, which listens or dials; a verticle, so that all its connections live on one event loop.
 *
 * <p>Event loop only, but for {@link #drain}, {@link #drop}, {@link #port}, {@link #isOpen}, {@link
 * #takesQuestions} and {@link #ask}, which any thread may call.
 */
final class Link extends AbstractVerticle {
    private final LinkServices services;
    private final DoubleSupplier chance;
    private final Set<LinkConnection> connections = new LinkedHashSet<>();

    private Optional<Dialler> dialler = Optional.empty();
    private long lastConnection;
    private volatile int port;
    private volatile boolean open;
    private boolean draining;

    /**
     * @param chance for the waits of a link that dials, from 0 to below 1
     */
    Link(LinkServices services, DoubleSupplier chance) {
        this.services = services;
        this.chance = chance;
    }

    @Override
    public void start(Promise<Void> started) {
        Future<Void> opened =
                switch (settings().end()) {
                    case LinkEnd.Listens listens -> listen(listens);
                    case LinkEnd.Dials dials -> dial(dials);
                };
        opened.recover(cause -> Future.failedFuture(new LinkOpenException(settings(), cause)))
                .onComplete(started);
    }

    /** However it ends: what is undeployed must not go on dialling. */
    @Override
    public void stop() {
        dialler.ifPresent(Dialler::stop);
    }

    LinkSettings settings() {
        return services.settings();
    }

    /** The port it listens on, once started; 0 when it dials. */
    int port() {
        return port;
    }

    /** Whether it listens or dials, and has not begun to drain. */
    boolean isOpen() {
        return open;
    }

    /** As {@link Links#drain}, for this link. */
    Future<Void> drain(Duration limit) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> drain(limit, done));
        return done.future();
    }

    /** Stops listening or dialling without ceremony; never fails. */
    Future<Void> drop() {
        open = false;
        if (context == null) {
            return Future.succeededFuture();
        }
        return vertx.undeploy(deploymentID()).otherwiseEmpty();
    }

    /** Whether there is a connection that the network can be asked something on; any thread. */
    Future<Boolean> takesQuestions() {
        return onEventLoop(() -> Future.succeededFuture(questioned().isPresent()));
    }

    /**
     * Asks the network on one of the connections that take it; any thread.
     *
     * @return its answer; nothing where none came, or no connection takes a question
     */
    Future<Optional<Message>> ask(String mti, Question question, Duration limit) {
        return onEventLoop(
                () ->
                        questioned()
                                .map(connection -> connection.ask(mti, question, limit))
                                .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Optional<LinkConnection> questioned() {
        return connections.stream().filter(LinkConnection::takesQuestions).findFirst();
    }

    private <T> Future<T> onEventLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(
                _ -> {
                    try {
                        work.get().onComplete(done);
                    } catch (RuntimeException e) {
                        done.fail(e);
                    }
                });
        return done.future();
    }

    private Future<Void> listen(LinkEnd.Listens listens) {
        NetServerOptions options = new NetServerOptions().setTcpKeepAlive(true).setTcpNoDelay(true);
        listens.tls().ifPresent(tls -> tls.applyTo(options));
        NetServer server = vertx.createNetServer(options);
        server.connectHandler(this::connected);
        server.exceptionHandler(
                fault ->
                        emit(
                                new LinkEvent.HandshakeFailed(
                                        settings().name(), fault.getClass().getSimpleName())));
        return server.listen(listens.port(), listens.host())
                .onSuccess(_ -> listening(listens, server.actualPort()))
                .mapEmpty();
    }

    private void listening(LinkEnd.Listens listens, int actualPort) {
        port = actualPort;
        open = true;
        emit(new LinkEvent.LinkListening(settings().name(), listens.host(), port));
    }

    private Future<Void> dial(LinkEnd.Dials dials) {
        int connectMillis = Math.toIntExact(dials.limits().connect().toMillis());
        NetClientOptions options =
                new NetClientOptions()
                        .setTcpKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setConnectTimeout(connectMillis)
                        .setSslHandshakeTimeout(connectMillis)
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        dials.tls().ifPresent(tls -> tls.applyTo(options));
        NetClient client = vertx.createNetClient(options);
        return sayable()
                .compose(_ -> usable(client, options))
                .onSuccess(_ -> dialling(dials, client));
    }

    /** Asks the dialect now: an operator's own may have no words for a sign-on. */
    private Future<Void> sayable() {
        Message signOn = new OwnRequests(services.clock().wall()).next(NetworkManagement.SIGN_ON);
        try {
            services.codec().encode(settings().dialect().edition().written(signOn));
            return Future.succeededFuture();
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(e);
        }
    }

    /** Reads the TLS files now: a client would else find out with each connection. */
    private static Future<Void> usable(NetClient client, NetClientOptions options) {
        return options.isSsl()
                ? client.updateSSLOptions(options.getSslOptions(), true).mapEmpty()
                : Future.succeededFuture();
    }

    private void dialling(LinkEnd.Dials dials, NetClient client) {
        open = true;
        emit(new LinkEvent.LinkDialling(settings().name(), dials.hosts().toString()));
        Dialler started = new Dialler(vertx, client, services, dials, chance, this::serveDialled);
        dialler = Optional.of(started);
        started.start();
    }

    private Future<Boolean> serveDialled(NetSocket socket) {
        LinkConnection connection = connection(socket);
        return serve(connection).map(_ -> connection.hasSignedOn());
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
        serve(connection(socket));
    }

    private LinkConnection connection(NetSocket socket) {
        return new LinkConnection(++lastConnection, services, context, socket);
    }

    /** From here on it does not matter who opened the connection. */
    private Future<Void> serve(LinkConnection connection) {
        connections.add(connection);
        return connection.open().onComplete(_ -> connections.remove(connection));
    }

    private void drain(Duration limit, Promise<Void> done) {
        draining = true;
        open = false;
        dialler.ifPresent(Dialler::stop);
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
