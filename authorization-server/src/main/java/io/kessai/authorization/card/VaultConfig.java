package io.kessai.authorization.card;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The keys of the PAN vault. Without a token key the development keys are used, which only the
 * local profile may. Names and defaults are pinned by ConfigurationTest.
 */
@ConfigMapping(prefix = "kessai.vault")
public interface VaultConfig {

    /** HMAC-SHA-256 key: 32 bytes in base64 or hex. Never changes. */
    Optional<String> tokenKey();

    /** AES-256 keys: {@code version=key} separated by commas, each 32 bytes in base64 or hex. */
    Optional<String> sealingKeys();

    /** Version of the sealing key for new card numbers. */
    @WithDefault("1")
    int currentVersion();
}
