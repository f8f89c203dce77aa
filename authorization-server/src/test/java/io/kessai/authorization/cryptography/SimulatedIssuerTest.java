package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.cryptography.CryptographyConfig.Provider;
import io.kessai.local.proofs.TestKeys;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

/** The keys of the simulated issuer, as the local commands give them to the server. */
class SimulatedIssuerTest {

    @Test
    void itsKeysReachTheServerThroughTheEnvironment() {
        CryptographyConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new EnvConfigSource(TestKeys.environment(), 300))
                        .withMapping(CryptographyConfig.class)
                        .build()
                        .getConfigMapping(CryptographyConfig.class);

        assertEquals(Provider.SOFTWARE, config.provider());
        assertTrue(config.keys().cardValue().isPresent());
        assertTrue(config.keys().cryptogram().isPresent());
        assertTrue(config.keys().pinEncryption().isPresent());
        assertTrue(config.keys().pinVerification().isPresent());
        try (Verification verification = new Providers().verification(config, ZoneKeys.none())) {
            assertTrue(verification.verifies(), "the check values are those of the keys");
        }
    }
}
