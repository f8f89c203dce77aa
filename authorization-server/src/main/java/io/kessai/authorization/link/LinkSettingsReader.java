package io.kessai.authorization.link;

import io.kessai.authorization.link.LinksConfig.DialConfig;
import io.kessai.authorization.link.LinksConfig.LinkConfig;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Turns configuration into {@link LinkSettings} that cannot be wrong. Stateless. */
final class LinkSettingsReader {
    private static final Duration DIAL_LIMIT_MIN = Duration.ofMillis(1);

    /** Longer ones are a slip of the pen, and milliseconds in an int must be able to count them. */
    private static final Duration DIAL_LIMIT_MAX = Duration.ofDays(1);

    private LinkSettingsReader() {}

    /**
     * The enabled links, by name.
     *
     * @throws LinkConfigurationException naming the first key at fault
     */
    static List<LinkSettings> read(LinksConfig config, LinkDialects dialects) {
        return config.links().entrySet().stream()
                .filter(entry -> entry.getValue().enabled())
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> read(entry.getKey(), entry.getValue(), dialects))
                .toList();
    }

    private static LinkSettings read(String name, LinkConfig config, LinkDialects dialects) {
        return new LinkSettings(
                name,
                config.network(),
                end(name, config),
                dialects.of(name, config.dialect()),
                frame(name, config),
                new AnswerPolicy(
                        config.requireSignOn(),
                        AnswerPolicy.codes(name, config.responseCodes().orElse(List.of()))),
                files(name, config, dialects.of(name, config.dialect())),
                limits(name, config));
    }

    private static FilePolicy files(String name, LinkConfig config, Dialect dialect) {
        if (config.fileUpdates()
                && (dialect.facts().cardBlock().isEmpty()
                        || dialect.facts().cardUnblock().isEmpty())) {
            throw new LinkConfigurationException(
                    name,
                    "file-updates",
                    "needs the facts card-block and card-unblock in dialect " + dialect.name());
        }
        return new FilePolicy(config.allowBlock(), config.fileUpdates());
    }

    private static LinkEnd end(String name, LinkConfig config) {
        within(name, "port", config.port(), 0, 65_535);
        if (config.dial().hosts().isEmpty()) {
            return new LinkEnd.Listens(
                    config.host(), config.port(), LinkTlsReader.listening(name, config.tls()));
        }
        return new LinkEnd.Dials(
                config.dial().hosts().get().stream().map(host -> host(name, host)).toList(),
                dialLimits(name, config.dial()),
                LinkTlsReader.dialling(name, config.tls()));
    }

    private static NetworkHost host(String name, String text) {
        return NetworkHost.parse(text)
                .orElseThrow(
                        () ->
                                new LinkConfigurationException(
                                        name,
                                        "dial.hosts",
                                        "must be "
                                                + NetworkHost.FORM
                                                + ", several separated by commas; not '"
                                                + text
                                                + "'"));
    }

    private static DialLimits dialLimits(String name, DialConfig config) {
        dialLimit(name, "dial.connect-limit", config.connectLimit());
        dialLimit(name, "dial.sign-on-limit", config.signOnLimit());
        dialLimit(name, "dial.retry-first", config.retryFirst());
        dialLimit(name, "dial.retry-max", config.retryMax());
        if (config.retryMax().compareTo(config.retryFirst()) < 0) {
            throw new LinkConfigurationException(
                    name, "dial.retry-max", "must not be shorter than dial.retry-first");
        }
        return new DialLimits(
                config.connectLimit(),
                config.signOnLimit(),
                new Backoff(config.retryFirst(), config.retryMax()));
    }

    private static LinkLimits limits(String name, LinkConfig config) {
        within(name, "connections-max", config.connectionsMax(), 1, Integer.MAX_VALUE);
        within(
                name,
                "outbound-bytes-max",
                config.outboundBytesMax(),
                config.frameBytesMax(),
                Integer.MAX_VALUE);
        positive(name, "echo-interval", config.echoInterval());
        positive(name, "echo-limit", config.echoLimit());
        return new LinkLimits(
                config.outboundBytesMax(),
                config.connectionsMax(),
                config.echoInterval(),
                config.echoLimit());
    }

    private static FrameFormat frame(String name, LinkConfig config) {
        within(name, "frame-bytes-max", config.frameBytesMax(), 1, Integer.MAX_VALUE);
        return FrameFormat.parse(config.frame())
                .map(format -> format.withMaxBytes(config.frameBytesMax()))
                .orElseThrow(
                        () ->
                                new LinkConfigurationException(
                                        name, "frame", "must be " + FrameFormat.WORDS));
    }

    private static void within(String name, String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new LinkConfigurationException(
                    name, key, "must be from " + min + " to " + max + ", not " + value);
        }
    }

    private static void positive(String name, String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new LinkConfigurationException(name, key, "must be longer than nothing");
        }
    }

    private static void dialLimit(String name, String key, Duration value) {
        if (value.compareTo(DIAL_LIMIT_MIN) < 0 || value.compareTo(DIAL_LIMIT_MAX) > 0) {
            throw new LinkConfigurationException(
                    name, key, "must be from PT0.001S to PT24H, not " + value);
        }
    }
}
