package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where people's programs connect. Names and defaults are pinned by ConfigurationTest. */
@ConfigMapping(prefix = "kessai.grpc")
public interface GrpcConfig {

    /** Address to listen on. */
    @WithDefault("127.0.0.1")
    String host();

    /** TCP port. */
    @WithDefault("9000")
    int port();

    /** TLS with client identities; plain text where nothing is set. */
    Tls tls();

    /** PEM files. */
    interface Tls {
        /** Our certificate, then its intermediates. */
        Optional<Path> certificate();

        /** Our private key, PKCS #8. */
        Optional<Path> key();

        /** Who may sign the certificates of callers. With it every caller must show one. */
        Optional<Path> clientAuthorities();
    }
}
