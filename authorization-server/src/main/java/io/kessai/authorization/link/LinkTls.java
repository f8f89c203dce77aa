package io.kessai.authorization.link;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a link speaks TLS (1.2 or 1.3).
 *
 * @param certificate PEM file: our certificate, then its intermediates
 * @param key PEM file: our private key, PKCS #8
 * @param clientAuthorities PEM file: who may sign the network's certificates; without it the
 *     network needs none (TLS), with it every connection must show one (mTLS)
 */
public record LinkTls(Path certificate, Path key, Optional<Path> clientAuthorities) {

    void applyTo(NetServerOptions options) {
        options.setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setKeyCertOptions(
                        new PemKeyCertOptions()
                                .setCertPath(certificate.toString())
                                .setKeyPath(key.toString()));
        clientAuthorities.ifPresent(
                authorities ->
                        options.setClientAuth(ClientAuth.REQUIRED)
                                .setTrustOptions(
                                        new PemTrustOptions().addCertPath(authorities.toString())));
    }
}
