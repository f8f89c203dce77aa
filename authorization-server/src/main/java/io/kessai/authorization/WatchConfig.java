package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How events are given to watchers, and kept. Names and defaults are pinned by
 * ConfigurationKeysTest.
 */
@ConfigMapping(prefix = "kessai.watch")
public interface WatchConfig {

    /** The most callers of Watch at one time; each has a database connection of its own. */
    @WithDefault("8")
    int watchersMax();

    /** Between two looks for new events. */
    @WithDefault("PT0.2S")
    Duration pollInterval();

    /** After which a watcher to whom nothing happens is told its position. */
    @WithDefault("PT10S")
    Duration heartbeat();

    /** For how many whole days events are kept. */
    @WithDefault("14")
    int keepDays();
}
