package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How messages are decided and recorded. Names and defaults are pinned by ConfigurationKeysTest.
 */
@ConfigMapping(prefix = "kessai.flow")
public interface FlowConfig {

    /** How many lanes, each with one database connection of its own. */
    @WithDefault("2")
    int lanes();

    /** The most messages that one transaction takes. */
    @WithDefault("1024")
    int batchLimit();

    /** The most messages that wait for one lane; one more is answered 91 at once. */
    @WithDefault("4096")
    int queueLimit();

    /** From a message's arrival to its deadline. */
    @WithDefault("PT2S")
    Duration budget();

    /** After which a statement that has not ended means that the database is away. */
    @WithDefault("PT0.5S")
    Duration storeTimeout();

    /** How long a transaction waits for a lock before it is tried again. */
    @WithDefault("PT0.3S")
    Duration lockTimeout();

    /** Between two probes of a database that is away. */
    @WithDefault("PT0.1S")
    Duration probeInterval();

    /** How long a shutdown waits for messages in flight. */
    @WithDefault("PT5S")
    Duration drainLimit();
}
