package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A link that listens on a free port, or dials, with the flow behind it and the events it tells.
 */
final class OpenLink implements AutoCloseable {
    /** Limits that no test reaches by accident. */
    static final LinkLimits LIMITS =
            new LinkLimits(1 << 20, 16, Duration.ofMinutes(1), Duration.ofSeconds(10));

    /** By the chance of these links every wait is half of its bound. */
    static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(80));

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final LinkSettings settings;
    private final Links links;

    OpenLink(LinkSettings settings, MessageFlow flow) {
        this(settings, flow, LinkClock.of(InstantSource.system()));
    }

    OpenLink(LinkSettings settings, MessageFlow flow, LinkClock clock) {
        this.settings = settings;
        this.links = new Links(vertx, List.of(settings), events::add, clock, () -> 0);
        links.open(flow).toCompletableFuture().join();
    }

    /** The default link, on any free port. */
    static LinkSettings settings() {
        return settings(listening(Optional.empty()), AnswerPolicy.GENERIC, LIMITS);
    }

    static LinkSettings settings(Dialect dialect, FrameFormat frame) {
        LinkSettings s = settings();
        return new LinkSettings(
                s.name(), s.network(), s.end(), dialect, frame, s.answers(), s.limits());
    }

    static LinkSettings settings(LinkLimits limits) {
        return settings(listening(Optional.empty()), AnswerPolicy.GENERIC, limits);
    }

    static LinkSettings settings(AnswerPolicy answers) {
        return settings(listening(Optional.empty()), answers, LIMITS);
    }

    static LinkSettings requiringSignOn() {
        return settings(new AnswerPolicy(true, Map.of()));
    }

    static LinkSettings settings(LinkTls tls) {
        return settings(listening(Optional.of(tls)), AnswerPolicy.GENERIC, LIMITS);
    }

    static LinkSettings settings(LinkEnd end, AnswerPolicy answers, LinkLimits limits) {
        return new LinkSettings(
                "default", "test", end, Dialect.iso87Ascii(), frame("2-byte"), answers, limits);
    }

    /** The default link, but dialling these hosts. */
    static LinkSettings dialling(Duration signOnLimit, NetworkHost... hosts) {
        return with(settings(), end(signOnLimit, hosts));
    }

    static LinkSettings with(LinkSettings s, LinkEnd end) {
        return new LinkSettings(
                s.name(), s.network(), end, s.dialect(), s.frame(), s.answers(), s.limits());
    }

    static LinkEnd end(Duration signOnLimit, NetworkHost... hosts) {
        DialLimits limits = new DialLimits(Duration.ofSeconds(10), signOnLimit, BACKOFF);
        return new LinkEnd.Dials(List.of(hosts), limits, Optional.empty());
    }

    private static LinkEnd listening(Optional<LinkTls> tls) {
        return new LinkEnd.Listens("127.0.0.1", 0, tls);
    }

    static FrameFormat frame(String word) {
        return FrameFormat.parse(word).orElseThrow();
    }

    LinkSettings inUse() {
        return settings;
    }

    Links links() {
        return links;
    }

    int port() {
        return links.port(settings.name());
    }

    /** The next event of this kind for which {@code wanted} holds; others before it are dropped. */
    <E extends LinkEvent> E event(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
        LinkEvent next = events.poll(10, TimeUnit.SECONDS);
        while (next != null) {
            if (kind.isInstance(next) && wanted.test(kind.cast(next))) {
                return kind.cast(next);
            }
            next = events.poll(10, TimeUnit.SECONDS);
        }
        throw new AssertionError("no " + kind.getSimpleName());
    }

    <E extends LinkEvent> E event(Class<E> kind) throws InterruptedException {
        return event(kind, _ -> true);
    }

    /** Whether nothing more is told for a moment. */
    boolean isQuiet() throws InterruptedException {
        return events.poll(50, TimeUnit.MILLISECONDS) == null;
    }

    /** Asserts that nobody had to be alarmed by anything not yet taken. */
    void assertNoAlarm() {
        assertTrue(events.stream().noneMatch(LinkEvent::isAlarm), events::toString);
    }

    @Override
    public void close() {
        links.drain(Duration.ofMillis(1)).toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
