package io.kessai.authorization;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes only callers whose certificate one of the configured authorities has signed.
 *
 * <p>Certificate and key are Quarkus' own settings; it takes authorities as a key store only, and
 * ours are PEM files like everywhere else.
 */
@ApplicationScoped
class GrpcClientIdentity implements ServerBuilderCustomizer<VertxServerBuilder> {
    private final GrpcConfig config;
    private final StartCheck startCheck;

    GrpcClientIdentity(GrpcConfig config, StartCheck startCheck) {
        this.config = config;
        this.startCheck = startCheck;
    }

    @Override
    public void customize(GrpcServerConfiguration grpc, VertxServerBuilder builder) {
        startCheck.refuseOrPass();
        config.tls()
                .clientAuthorities()
                .ifPresent(
                        authorities ->
                                builder.useSsl(
                                        options ->
                                                options.setClientAuth(ClientAuth.REQUIRED)
                                                        .setTrustOptions(
                                                                new PemTrustOptions()
                                                                        .addCertPath(
                                                                                authorities
                                                                                        .toString()))));
    }
}
