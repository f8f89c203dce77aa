package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where health and metrics are served. Names and defaults are pinned by ConfigurationTest. */
@ConfigMapping(prefix = "kessai.http")
public interface HttpConfig {

    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** TCP port of plain text. */
    @WithDefault("8080")
    int port();

    /** TCP port of TLS. */
    @WithDefault("8443")
    int tlsPort();

    /** Whether plain text is served: {@code enabled} or {@code disabled}. */
    @WithDefault("enabled")
    String plainText();

    /** TLS, where both are set. */
    Tls tls();

    /** PEM files. */
    interface Tls {
        /** Our certificate, then its intermediates. */
        Optional<Path> certificate();

        /** Our private key, PKCS #8. */
        Optional<Path> key();
    }
}
