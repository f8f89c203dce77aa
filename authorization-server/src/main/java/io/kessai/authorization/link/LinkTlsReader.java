package io.kessai.authorization.link;

import io.kessai.authorization.link.LinksConfig.TlsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads which PEM files a link speaks TLS with. Stateless. */
final class LinkTlsReader {
    private static final String CERTIFICATE = "tls.certificate";
    private static final String KEY = "tls.key";
    private static final String CLIENT_AUTHORITIES = "tls.client-authorities";
    private static final String SERVER_AUTHORITIES = "tls.server-authorities";

    private LinkTlsReader() {}

    /**
     * Of a link that listens; empty where it speaks plain text.
     *
     * @throws LinkConfigurationException naming the first key at fault
     */
    static Optional<LinkTls> listening(String link, TlsConfig config) {
        if (config.serverAuthorities().isPresent()) {
            throw new LinkConfigurationException(
                    link,
                    SERVER_AUTHORITIES,
                    "is for a link that dials: set dial.hosts, or use " + CLIENT_AUTHORITIES);
        }
        if (config.certificate().isEmpty()
                && config.key().isEmpty()
                && config.clientAuthorities().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new LinkTls(
                        readable(link, CERTIFICATE, config.certificate()),
                        readable(link, KEY, config.key()),
                        readableIfSet(link, CLIENT_AUTHORITIES, config.clientAuthorities())));
    }

    /** The same of a link that dials. */
    static Optional<DialTls> dialling(String link, TlsConfig config) {
        if (config.clientAuthorities().isPresent()) {
            throw new LinkConfigurationException(
                    link,
                    CLIENT_AUTHORITIES,
                    "is for a link that listens: leave out dial.hosts, or use "
                            + SERVER_AUTHORITIES);
        }
        boolean hasIdentity = config.certificate().isPresent() || config.key().isPresent();
        if (config.serverAuthorities().isEmpty() && !hasIdentity) {
            return Optional.empty();
        }
        return Optional.of(
                new DialTls(
                        readable(link, SERVER_AUTHORITIES, config.serverAuthorities()),
                        hasIdentity ? Optional.of(identity(link, config)) : Optional.empty()));
    }

    private static DialTls.Identity identity(String link, TlsConfig config) {
        return new DialTls.Identity(
                readable(link, CERTIFICATE, config.certificate()),
                readable(link, KEY, config.key()));
    }

    private static Optional<Path> readableIfSet(String link, String key, Optional<Path> file) {
        return file.map(_ -> readable(link, key, file));
    }

    private static Path readable(String link, String key, Optional<Path> file) {
        return file.filter(Files::isReadable)
                .orElseThrow(
                        () ->
                                new LinkConfigurationException(
                                        link, key, "must name a readable PEM file"));
    }
}
