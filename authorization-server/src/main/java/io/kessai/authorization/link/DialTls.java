package io.kessai.authorization.link;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a link that dials speaks TLS (1.2 or 1.3). The network's certificate must name the host that
 * was dialled.
 *
 * @param serverAuthorities PEM file: who may sign the network's certificate
 * @param own what we show when the network asks for a certificate (mTLS)
 */
public record DialTls(Path serverAuthorities, Optional<Identity> own) {

    /**
     * Who we are.
     *
     * @param certificate PEM file: our certificate, then its intermediates
     * @param key PEM file: our private key, PKCS #8
     */
    public record Identity(Path certificate, Path key) {}

    void applyTo(NetClientOptions options) {
        options.setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTrustOptions(new PemTrustOptions().addCertPath(serverAuthorities.toString()));
        own.ifPresent(
                identity ->
                        options.setKeyCertOptions(
                                new PemKeyCertOptions()
                                        .setCertPath(identity.certificate().toString())
                                        .setKeyPath(identity.key().toString())));
    }
}
