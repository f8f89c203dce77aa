package io.kessai.authorization;

import io.kessai.vault.VaultKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a profile must have before the server starts. Pure. Specification: StartRulesTest.
 *
 * <p>Only {@value #LOCAL} may go without; an unknown, misspelt or missing profile is a strict one.
 */
final class StartRules {
    /** The one profile with development keys and plain text. */
    static final String LOCAL = "local";

    private static final String TLS_FILES =
            "KESSAI_GRPC_TLS_CERTIFICATE, KESSAI_GRPC_TLS_KEY and"
                    + " KESSAI_GRPC_TLS_CLIENT_AUTHORITIES";

    private StartRules() {}

    /** How gRPC would listen. */
    enum GrpcTransport {
        PLAIN_TEXT,
        /** Some of certificate, key and client authorities are missing. */
        INCOMPLETE_TLS,
        TLS_WITH_CLIENT_IDENTITY
    }

    /** One line for each reason not to start; empty when the server may start. */
    static List<String> refusals(String profile, VaultKeys keys, GrpcTransport transport) {
        List<String> refusals = new ArrayList<>();
        boolean local = profile.equals(LOCAL);
        if (!local && keys.includesDevelopmentKey()) {
            refusals.add(
                    ("profile '%s' refuses the development keys: set"
                                    + " KESSAI_VAULT_TOKEN_KEY, KESSAI_VAULT_SEALING_KEYS and KESSAI_VAULT_CURRENT_VERSION")
                            .formatted(profile));
        }
        switch (transport) {
            case TLS_WITH_CLIENT_IDENTITY -> {}
            case INCOMPLETE_TLS -> refusals.add("gRPC TLS needs all of " + TLS_FILES);
            case PLAIN_TEXT -> {
                if (!local) {
                    refusals.add(
                            "profile '%s' refuses gRPC without TLS and client identity: set %s"
                                    .formatted(profile, TLS_FILES));
                }
            }
        }
        return List.copyOf(refusals);
    }

    /** What the configured files come to. */
    static GrpcTransport transport(GrpcConfig.Tls tls) {
        long configured =
                Stream.of(tls.certificate(), tls.key(), tls.clientAuthorities())
                        .filter(Optional::isPresent)
                        .count();
        if (configured == 0) {
            return GrpcTransport.PLAIN_TEXT;
        }
        return configured == 3
                ? GrpcTransport.TLS_WITH_CLIENT_IDENTITY
                : GrpcTransport.INCOMPLETE_TLS;
    }
}
