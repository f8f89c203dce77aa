package io.kessai.authorization.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * All links of the server: opened once the flow is ready, drained once to shut down. Thread-safe.
 */
public final class Links {
    private final Vertx vertx;
    private final List<LinkSettings> settings;
    private final Consumer<LinkEvent> events;
    private final LinkClock clock;

    private volatile List<Link> open = List.of();

    /** Gives links that do not listen yet. */
    public Links(
            Vertx vertx, List<LinkSettings> settings, Consumer<LinkEvent> events, LinkClock clock) {
        this.vertx = vertx;
        this.settings = List.copyOf(settings);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Listens on every link; nothing listens before. Messages go to {@code flow} at once.
     *
     * @return completes when all links listen; fails with {@link LinkOpenException} when one
     *     cannot, and then none does
     */
    public CompletionStage<Void> open(MessageFlow flow) {
        List<Link> links = settings.stream().map(s -> new Link(s, flow, events, clock)).toList();
        return Future.join(links.stream().map(vertx::deployVerticle).toList())
                .<Void>mapEmpty()
                .onSuccess(_ -> open = links)
                .recover(
                        cause ->
                                Future.join(links.stream().map(Link::drop).toList())
                                        .transform(_ -> Future.failedFuture(cause)))
                .toCompletionStage();
    }

    /** Whether every link listens, and none has begun to drain. */
    public boolean isListening() {
        List<Link> links = open;
        return !links.isEmpty() && links.stream().allMatch(Link::isListening);
    }

    /**
     * The port that a link listens on.
     *
     * @throws IllegalArgumentException when no open link has this name
     */
    public int port(String link) {
        return open.stream()
                .filter(l -> l.settings().name().equals(link))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no open link " + link))
                .port();
    }

    /**
     * Shuts the links down: signs off (0800/002) on every connection, takes no further message,
     * waits until what was handed over is answered or discarded, closes. The flow must go on
     * answering until this completes.
     *
     * @param limit after which connections close although answers are missing; those are then
     *     undelivered
     * @return completes when everything is closed; never fails. Only the first call finds anything
     *     to close
     */
    public CompletionStage<Void> drain(Duration limit) {
        List<Link> links = open;
        open = List.of();
        return Future.join(links.stream().map(link -> link.drain(limit)).toList())
                .<Void>mapEmpty()
                .toCompletionStage();
    }
}
