package io.kessai.authorization.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Keeps a link connected to its network: dials the hosts as the {@link DialPlan} says, one
 * connection at a time, until it is stopped. Event loop only.
 */
final class Dialler {
    private final Vertx vertx;
    private final NetClient client;
    private final LinkServices services;
    private final List<NetworkHost> hosts;
    private final DoubleSupplier chance;
    private final Function<NetSocket, Future<Boolean>> serve;

    private DialPlan plan;
    private boolean stopped;
    private boolean isOutageTold;
    private long timer;

    /**
     * @param chance from 0 to below 1, anew each time
     * @param serve takes an open connection; its result completes when that has closed, with
     *     whether it had signed on
     */
    Dialler(
            Vertx vertx,
            NetClient client,
            LinkServices services,
            LinkEnd.Dials dials,
            DoubleSupplier chance,
            Function<NetSocket, Future<Boolean>> serve) {
        this.vertx = vertx;
        this.client = client;
        this.services = services;
        this.hosts = dials.hosts();
        this.chance = chance;
        this.serve = serve;
        this.plan = DialPlan.start(hosts.size(), dials.limits().backoff());
    }

    void start() {
        NetworkHost host = host();
        client.connect(host.port(), host.name()).onSuccess(this::opened).onFailure(this::failed);
    }

    /** Dials no more; a connection that is open stays. */
    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void opened(NetSocket socket) {
        if (stopped) {
            socket.close();
            return;
        }
        serve.apply(socket).onSuccess(this::closed);
    }

    private void failed(Throwable fault) {
        if (stopped) {
            return;
        }
        NetworkHost host = host();
        DialPlan.Next next = plan.afterFailure(chance.getAsDouble());
        emit(
                new LinkEvent.DialFailed(
                        link(), host.toString(), String.valueOf(fault), next.delay().toMillis()));
        follow(next);
    }

    private void closed(boolean hadSignedOn) {
        if (stopped) {
            return;
        }
        if (hadSignedOn) {
            isOutageTold = false;
            follow(plan.afterSignedOn(chance.getAsDouble()));
        } else {
            follow(plan.afterFailure(chance.getAsDouble()));
        }
    }

    private void follow(DialPlan.Next next) {
        if (next.isRoundOver() && !isOutageTold) {
            isOutageTold = true;
            emit(new LinkEvent.NetworkUnreachable(link(), hosts.toString()));
        }
        plan = next.plan();
        timer = vertx.setTimer(millis(next.delay()), _ -> start());
    }

    /** A timer of none is not possible. */
    private static long millis(Duration wait) {
        return Math.max(1, wait.toMillis());
    }

    private NetworkHost host() {
        return hosts.get(plan.host());
    }

    private String link() {
        return services.settings().name();
    }

    private void emit(LinkEvent event) {
        services.events().accept(event);
    }
}
