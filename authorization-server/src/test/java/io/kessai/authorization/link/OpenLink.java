package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A link that listens on a free port, with the flow behind it and the events it tells. */
final class OpenLink implements AutoCloseable {
    /** Limits that no test reaches by accident. */
    static final LinkLimits LIMITS =
            new LinkLimits(1 << 20, 16, Duration.ofMinutes(1), Duration.ofSeconds(10));

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final LinkSettings settings;
    private final Links links;

    OpenLink(LinkSettings settings, MessageFlow flow) {
        this(settings, flow, LinkClock.of(InstantSource.system()));
    }

    OpenLink(LinkSettings settings, MessageFlow flow, LinkClock clock) {
        this.settings = settings;
        this.links = new Links(vertx, List.of(settings), events::add, clock);
        links.open(flow).toCompletableFuture().join();
    }

    /** The default link, on any free port. */
    static LinkSettings settings() {
        return new LinkSettings(
                "default",
                "test",
                "127.0.0.1",
                0,
                Dialect.iso87Ascii(),
                frame("2-byte"),
                false,
                LIMITS,
                Optional.empty());
    }

    static LinkSettings settings(Dialect dialect, FrameFormat frame) {
        LinkSettings s = settings();
        return new LinkSettings(
                s.name(), s.network(), s.host(), 0, dialect, frame, false, LIMITS, s.tls());
    }

    static LinkSettings settings(LinkLimits limits) {
        LinkSettings s = settings();
        return new LinkSettings(
                s.name(), s.network(), s.host(), 0, s.dialect(), s.frame(), false, limits, s.tls());
    }

    static LinkSettings requiringSignOn() {
        LinkSettings s = settings();
        return new LinkSettings(
                s.name(), s.network(), s.host(), 0, s.dialect(), s.frame(), true, LIMITS, s.tls());
    }

    static LinkSettings settings(LinkTls tls) {
        LinkSettings s = settings();
        return new LinkSettings(
                s.name(),
                s.network(),
                s.host(),
                0,
                s.dialect(),
                s.frame(),
                false,
                LIMITS,
                Optional.of(tls));
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
