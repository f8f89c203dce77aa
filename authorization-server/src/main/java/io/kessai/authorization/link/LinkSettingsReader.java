package io.kessai.authorization.link;

import io.kessai.authorization.link.LinksConfig.LinkConfig;
import io.kessai.authorization.link.LinksConfig.TlsConfig;
import io.kessai.iso8583.FrameFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns configuration into {@link LinkSettings} that cannot be wrong. Stateless. */
final class LinkSettingsReader {
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
        within(name, "port", config.port(), 0, 65_535);
        return new LinkSettings(
                name,
                config.network(),
                config.host(),
                config.port(),
                dialects.of(name, config.dialect()),
                frame(name, config),
                config.requireSignOn(),
                limits(name, config),
                tls(name, config.tls()));
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

    private static Optional<LinkTls> tls(String name, TlsConfig config) {
        if (config.certificate().isEmpty()
                && config.key().isEmpty()
                && config.clientAuthorities().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LinkTls(
                        readable(name, "tls.certificate", config.certificate()),
                        readable(name, "tls.key", config.key()),
                        config.clientAuthorities()
                                .map(
                                        file ->
                                                readable(
                                                        name,
                                                        "tls.client-authorities",
                                                        Optional.of(file)))));
    }

    private static Path readable(String name, String key, Optional<Path> file) {
        return file.filter(Files::isReadable)
                .orElseThrow(
                        () ->
                                new LinkConfigurationException(
                                        name, key, "must name a readable PEM file"));
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
}
