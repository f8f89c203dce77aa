package io.kessai.authorization.link;

import io.kessai.iso8583.Mti;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts link events. Thread-safe.
 *
 * <p>{@code kessai.link.connections} (gauge by link and state), {@code kessai.link.messages} (by
 * link, message type and outcome), {@code kessai.link.drops} (by link and rule), {@code
 * kessai.link.closes} (by link and reason), {@code kessai.link.refused} (by link and reason),
 * {@code kessai.link.dial-failures} (by link and host).
 */
final class LinkMetrics implements Consumer<LinkEvent> {
    /** Any other type counts as {@code other}: a peer must not be able to grow the registry. */
    private static final Set<String> KNOWN_TYPES =
            Set.of(
                    "0100", "0101", "0120", "0121", "0200", "0201", "0220", "0221", "0302", "0312",
                    "0400", "0401", "0420", "0421", "0620", "0800", "0801", "0810", "0820");

    private final MeterRegistry registry;
    private final Map<List<String>, AtomicInteger> connections = new ConcurrentHashMap<>();
    private final Map<MessageSeries, Counter> messages = new ConcurrentHashMap<>();

    /** The tags of one message counter. */
    private record MessageSeries(String link, String type, MessageOutcome outcome) {}

    LinkMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(LinkEvent event) {
        switch (event) {
            case LinkEvent.LinkListening listening -> prepareGauges(listening.link());
            case LinkEvent.LinkDialling dialling -> prepareGauges(dialling.link());
            case LinkEvent.DialFailed d ->
                    count("kessai.link.dial-failures", d.link(), "host", d.host());
            case LinkEvent.LinkConnected c ->
                    connections(c.link(), LinkState.CONNECTED).incrementAndGet();
            case LinkEvent.LinkStateChanged changed -> {
                connections(changed.link(), changed.before()).decrementAndGet();
                connections(changed.link(), changed.after()).incrementAndGet();
            }
            case LinkEvent.LinkClosed closed -> {
                connections(closed.link(), closed.state()).decrementAndGet();
                count("kessai.link.closes", closed.link(), "reason", closed.reason().word());
            }
            case LinkEvent.MessageReceived m -> messages(m).increment();
            case LinkEvent.MessageDropped d ->
                    count("kessai.link.drops", d.link(), "rule", d.rule());
            case LinkEvent.ConnectionRefused r ->
                    count("kessai.link.refused", r.link(), "reason", "connections-over-limit");
            case LinkEvent.HandshakeFailed f ->
                    count("kessai.link.refused", f.link(), "reason", "handshake-failed");
            case LinkEvent.NetworkUnreachable _,
                    LinkEvent.CutoverReceived _,
                    LinkEvent.FlowFailed _,
                    LinkEvent.LinkDrained _ -> {}
        }
    }

    private void prepareGauges(String link) {
        for (LinkState state : LinkState.values()) {
            connections(link, state);
        }
    }

    private AtomicInteger connections(String link, LinkState state) {
        return connections.computeIfAbsent(
                List.of(link, word(state)),
                tags ->
                        registry.gauge(
                                "kessai.link.connections",
                                Tags.of("link", link, "state", word(state)),
                                new AtomicInteger()));
    }

    private Counter messages(LinkEvent.MessageReceived received) {
        return messages.computeIfAbsent(
                new MessageSeries(received.link(), type(received.mti()), received.outcome()),
                series ->
                        registry.counter(
                                "kessai.link.messages",
                                "link",
                                series.link(),
                                "type",
                                series.type(),
                                "outcome",
                                series.outcome().word()));
    }

    private void count(String name, String link, String key, String value) {
        registry.counter(name, "link", link, key, value).increment();
    }

    private static String type(Mti mti) {
        String digits = mti.toString();
        return KNOWN_TYPES.contains(digits) ? digits : "other";
    }

    private static String word(LinkState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
