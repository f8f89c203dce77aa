package io.kessai.authorization.card;

import io.kessai.domain.PanRange;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** What the outside gives: keys, time, randomness. */
final class Providers {

    /**
     * The configured keys, or the development keys where no token key is configured.
     *
     * @throws IllegalArgumentException naming what is wrong with them, never their content
     */
    @Produces
    @Singleton
    VaultKeys vaultKeys(VaultConfig config) {
        return config.tokenKey()
                .map(
                        tokenKey ->
                                VaultKeys.parse(
                                        tokenKey,
                                        config.sealingKeys().orElse(""),
                                        config.currentVersion()))
                .orElseGet(VaultKeys::development);
    }

    @Produces
    @Singleton
    PanVault panVault(VaultKeys keys) {
        return new PanVault(keys);
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ProgrammeClock programmeClock(Clock clock, ProgrammeConfig config) {
        return new ProgrammeClock(clock, config.zone());
    }

    @Produces
    @Singleton
    PanDraw panDraw(ProductConfig config) {
        PanRange range =
                PanRange.of(config.panPrefix(), config.panLength())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "kessai.product.pan-prefix and pan-length leave no"
                                                        + " range of card numbers"));
        SecureRandom random = new SecureRandom();
        return new PanDraw(range, random::nextLong);
    }
}
