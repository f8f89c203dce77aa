package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the server runs. Names and defaults are pinned by ConfigurationTest. */
@ConfigMapping(prefix = "kessai")
public interface ServerConfig {

    /**
     * {@code local} allows development keys and plain text; under every other name the server
     * refuses to start without keys of its own, TLS and client identities.
     */
    @WithDefault("production")
    String profile();
}
