package io.kessai.authorization;

import io.kessai.authorization.cryptography.CryptographyConfig;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.authorization.link.LinksConfig.LinkConfig;
import io.kessai.authorization.link.NetworkHost;
import io.kessai.vault.VaultKeys;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * What would listen, or dial, in plain text.
     *
     * @param exposedHttp whether HTTP, beyond loopback
     * @param exposedLinks beyond loopback and not said to be protected otherwise
     */
    record Listeners(GrpcTransport grpc, boolean exposedHttp, List<ExposedLink> exposedLinks) {}

    /**
     * @param dials whether it dials instead of listening
     */
    record ExposedLink(String name, boolean dials) {}

    /** How gRPC would listen. */
    enum GrpcTransport {
        PLAIN_TEXT,
        /** Some of certificate, key and client authorities are missing. */
        INCOMPLETE_TLS,
        TLS_WITH_CLIENT_IDENTITY
    }

    /** One line for each reason not to start; empty when the server may start. */
    static List<String> refusals(String profile, VaultKeys keys, Listeners listeners) {
        List<String> refusals = new ArrayList<>();
        boolean local = profile.equals(LOCAL);
        if (!local && keys.includesDevelopmentKey()) {
            refusals.add(
                    ("profile '%s' refuses the development keys: set"
                                    + " KESSAI_VAULT_TOKEN_KEY, KESSAI_VAULT_SEALING_KEYS and KESSAI_VAULT_CURRENT_VERSION")
                            .formatted(profile));
        }
        switch (listeners.grpc()) {
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
        if (!local) {
            refusals.addAll(exposed(profile, listeners));
        }
        return List.copyOf(refusals);
    }

    /** One line where keys in the configuration would verify cards that are not toys. */
    static List<String> refusals(String profile, CryptographyConfig.Provider provider) {
        return provider == CryptographyConfig.Provider.SOFTWARE && !profile.equals(LOCAL)
                ? List.of(
                        ("profile '%s' refuses card keys in the configuration: set"
                                        + " kessai.cryptography.provider=aws or none")
                                .formatted(profile))
                : List.of();
    }

    private static List<String> exposed(String profile, Listeners listeners) {
        List<String> refusals = new ArrayList<>();
        if (listeners.exposedHttp()) {
            refusals.add(
                    ("profile '%s' refuses HTTP in plain text beyond loopback: set"
                                    + " kessai.http.tls.certificate, kessai.http.tls.key and"
                                    + " kessai.http.plain-text=disabled, or a kessai.http.host on"
                                    + " loopback")
                            .formatted(profile));
        }
        for (ExposedLink link : listeners.exposedLinks()) {
            refusals.add(
                    ("profile '%s' refuses link '%s' in plain text beyond loopback: set"
                                    + " kessai.links.%s.tls.%s, or"
                                    + " kessai.links.%s.tls.external=true if the line is"
                                    + " protected otherwise")
                            .formatted(
                                    profile,
                                    link.name(),
                                    link.name(),
                                    link.dials() ? "server-authorities" : "certificate and .key",
                                    link.name()));
        }
        return refusals;
    }

    /** What the configuration would let listen in plain text. */
    static Listeners listeners(GrpcConfig grpc, HttpConfig http, LinksConfig links) {
        boolean isHttpPlain =
                http.tls().certificate().isEmpty()
                        || http.tls().key().isEmpty()
                        || !http.plainText().equals("disabled");
        return new Listeners(
                transport(grpc.tls()),
                isHttpPlain && !isLoopback(http.host()),
                links.links().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .filter(link -> link.getValue().enabled())
                        .filter(link -> !link.getValue().tls().external())
                        .filter(link -> isExposed(link.getValue()))
                        .map(link -> new ExposedLink(link.getKey(), dials(link.getValue())))
                        .toList());
    }

    private static boolean isExposed(LinkConfig link) {
        return dials(link)
                ? link.tls().serverAuthorities().isEmpty() && dialsBeyondLoopback(link)
                : link.tls().certificate().isEmpty() && !isLoopback(link.host());
    }

    private static boolean dials(LinkConfig link) {
        return link.dial().hosts().isPresent();
    }

    /** What cannot be read is refused with the link's settings, before anything is dialled. */
    private static boolean dialsBeyondLoopback(LinkConfig link) {
        return link.dial().hosts().stream()
                .flatMap(List::stream)
                .map(NetworkHost::parse)
                .flatMap(Optional::stream)
                .anyMatch(host -> !isLoopback(host.name()));
    }

    /** No name but localhost is looked up: what it means is not ours to say. */
    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
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
