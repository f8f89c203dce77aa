package io.kessai.authorization;

import io.kessai.authorization.cryptography.CryptographyConfig;
import io.kessai.authorization.cryptography.Verification;
import io.kessai.authorization.link.LinksConfig;
import io.kessai.database.DatabaseUrl;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.OperatingException;
import io.kessai.log.EventLog;
import io.kessai.vault.VaultKeys;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to start where {@link StartRules} or {@link LinkWriters} say so, before any port of ours
 * takes a connection.
 */
@ApplicationScoped
class StartCheck {
    private static final EventLog LOG = EventLog.of(StartCheck.class);

    /** The server does not start, and what its operator must change. */
    private record StartRefused(String profile, String refusal) {}

    private final ServerConfig server;
    private final GrpcConfig grpc;
    private final HttpConfig http;
    private final LinksConfig links;
    private final DatabaseConfig database;
    private final Instance<VaultKeys> keys;
    private final Instance<HoldPolicy> holdPolicy;
    private final CryptographyConfig cryptography;
    private final Instance<Verification> verification;
    private final LaunchMode launchMode;

    StartCheck(
            ServerConfig server,
            GrpcConfig grpc,
            HttpConfig http,
            LinksConfig links,
            DatabaseConfig database,
            Instance<VaultKeys> keys,
            Instance<HoldPolicy> holdPolicy,
            CryptographyConfig cryptography,
            Instance<Verification> verification,
            LaunchMode launchMode) {
        this.server = server;
        this.grpc = grpc;
        this.http = http;
        this.links = links;
        this.database = database;
        this.keys = keys;
        this.holdPolicy = holdPolicy;
        this.cryptography = cryptography;
        this.verification = verification;
        this.launchMode = launchMode;
    }

    void onStart(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent starting) {
        refuseOrPass();
    }

    /** Ends the process with exit code 1 after one line for each refusal, or returns. */
    void refuseOrPass() {
        List<String> refusals = refusals();
        if (refusals.isEmpty()) {
            return;
        }
        refusals.forEach(refusal -> LOG.error(new StartRefused(server.profile(), refusal)));
        if (launchMode == LaunchMode.NORMAL) {
            // Nothing is open yet. An orderly exit would wait for the start it is called from.
            Runtime.getRuntime().halt(1);
        }
        throw new OperatingException(ErrorCode.CONFIGURATION_REFUSED, String.join("; ", refusals));
    }

    private List<String> refusals() {
        Optional<String> refusal = refusalOfPolicy();
        if (refusal.isPresent()) {
            return List.of(refusal.get());
        }
        VaultKeys configured;
        try {
            configured = keys.get();
        } catch (IllegalArgumentException e) {
            return List.of("vault keys: " + e.getMessage());
        }
        List<String> refusals = new ArrayList<>(LinkWriters.refusals(links));
        refusals.addAll(
                StartRules.refusals(
                        server.profile(), configured, StartRules.listeners(grpc, http, links)));
        refusals.addAll(StartRules.refusals(server.profile(), cryptography.provider()));
        refusals.addAll(verificationFaults());
        refusals.addAll(databaseFaults());
        return refusals;
    }

    /** Cards' keys are read here, so that a wrong one is told before a link opens. */
    private List<String> verificationFaults() {
        try {
            verification.get().verifies();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of("kessai.cryptography: " + e.getMessage());
        }
    }

    private List<String> databaseFaults() {
        return new DatabaseUrl(database.url())
                .refusals().stream().map(refusal -> "kessai.db.url: " + refusal).toList();
    }

    private Optional<String> refusalOfPolicy() {
        try {
            holdPolicy.get();
            return Optional.empty();
        } catch (OperatingException e) {
            return Optional.of("kessai.hold-policy.file: " + e.getMessage());
        }
    }
}
