package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * All links of the server: opened once the flow is ready, drained once to shut down. Thread-safe.
 */
public final class Links {
    private final Vertx vertx;
    private final List<LinkSettings> settings;
    private final Consumer<LinkEvent> events;
    private final LinkClock clock;
    private final DoubleSupplier chance;

    private volatile List<Link> open = List.of();

    /**
     * Gives links that neither listen nor dial yet.
     *
     * @param chance from 0 to below 1, anew each time; called from several threads
     */
    public Links(
            Vertx vertx,
            List<LinkSettings> settings,
            Consumer<LinkEvent> events,
            LinkClock clock,
            DoubleSupplier chance) {
        this.vertx = vertx;
        this.settings = List.copyOf(settings);
        this.events = events;
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * Listens or dials on every link; none does before. Messages go to {@code flow} at once.
     *
     * @return completes when all links listen or dial, whether a network can be reached or not;
     *     fails with {@link LinkOpenException} when one cannot, and then none does
     */
    public CompletionStage<Void> open(MessageFlow flow) {
        List<Link> links = settings.stream().map(s -> link(s, flow)).toList();
        return Future.join(links.stream().map(vertx::deployVerticle).toList())
                .<Void>mapEmpty()
                .onSuccess(_ -> open = links)
                .recover(
                        cause ->
                                Future.join(links.stream().map(Link::drop).toList())
                                        .transform(_ -> Future.failedFuture(cause)))
                .toCompletionStage();
    }

    /** Whether every link listens or dials, and none has begun to drain. */
    public boolean isOpen() {
        List<Link> links = open;
        return !links.isEmpty() && links.stream().allMatch(Link::isOpen);
    }

    /**
     * The port that a link listens on.
     *
     * @throws IllegalArgumentException when no open link of this name listens
     */
    public int port(String link) {
        return open.stream()
                .filter(l -> l.settings().name().equals(link))
                .filter(l -> l.settings().end() instanceof LinkEnd.Listens)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no link " + link + " listens"))
                .port();
    }

    /** The networks that are told of cards, and can be asked something now; never fails. */
    public CompletionStage<Set<String>> toldAndReachable() {
        Set<String> reachable = ConcurrentHashMap.newKeySet();
        return Future.join(
                        told().map(
                                        link ->
                                                link.takesQuestions()
                                                        .onSuccess(
                                                                takes -> {
                                                                    if (takes) {
                                                                        reachable.add(
                                                                                link.settings()
                                                                                        .network());
                                                                    }
                                                                }))
                                .toList())
                .transform(_ -> Future.succeededFuture(Set.copyOf(reachable)))
                .toCompletionStage();
    }

    /**
     * Asks a network by the first of its links for file updates that takes it.
     *
     * @param limit for the answer
     * @return the answer, in terms of 1987; nothing where none came in time or no link takes it;
     *     fails when the link's dialect cannot write the question
     */
    public CompletionStage<Optional<Message>> ask(
            String network, String mti, Question question, Duration limit) {
        Future<Optional<Link>> found = Future.succeededFuture(Optional.empty());
        for (Link link : told().filter(l -> l.settings().network().equals(network)).toList()) {
            found =
                    found.compose(
                            before ->
                                    before.isPresent()
                                            ? Future.succeededFuture(before)
                                            : link.takesQuestions()
                                                    .map(
                                                            takes ->
                                                                    takes
                                                                            ? Optional.of(link)
                                                                            : Optional.empty()));
        }
        return found.compose(
                        link ->
                                link.map(taker -> taker.ask(mti, question, limit))
                                        .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .toCompletionStage();
    }

    private Stream<Link> told() {
        return open.stream().filter(link -> link.settings().files().sends());
    }

    /**
     * Shuts the links down: dials no more, signs off (0800/002) on every connection, takes no
     * further message, waits until what was handed over is answered or discarded, closes. The flow
     * must go on answering until this completes.
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

    private Link link(LinkSettings link, MessageFlow flow) {
        LinkServices services =
                new LinkServices(link, new MessageCodec(link.dialect()), flow, events, clock);
        return new Link(services, chance);
    }
}
