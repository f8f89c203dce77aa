package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The database, as the server uses it. Names and defaults are pinned by ConfigurationTest. */
@ConfigMapping(prefix = "kessai.db")
public interface DatabaseConfig {

    /** JDBC URL. */
    @WithDefault("jdbc:postgresql://127.0.0.1:5439/kessai")
    String url();

    /** User of every program that has none of its own. */
    Optional<String> user();

    /** Password of that user. */
    Optional<String> password();

    /** The server's own login. */
    Server server();

    /** Most connections for people's calls; the lanes have their own. */
    @WithDefault("10")
    int poolSize();

    /** A login; each part defaults to the common one. */
    interface Server {
        Optional<String> user();

        Optional<String> password();
    }
}
