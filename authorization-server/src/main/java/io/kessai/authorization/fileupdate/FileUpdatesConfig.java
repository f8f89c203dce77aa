package io.kessai.authorization.fileupdate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How file updates (0302) are sent. Names and defaults are pinned by ConfigurationKeysTest. */
@ConfigMapping(prefix = "kessai.file-updates")
public interface FileUpdatesConfig {

    /** Between two looks at what is due. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** How long a network may take to answer. */
    @WithDefault("PT10S")
    Duration answerLimit();

    /** The wait after the first 0302 that was not answered; it doubles with each further one. */
    @WithDefault("PT5S")
    Duration retryFirst();

    /** The longest wait after one that was not answered. */
    @WithDefault("PT10M")
    Duration retryMax();

    /** The wait after one that was refused, which somebody has to look at. */
    @WithDefault("PT1H")
    Duration refusedRetry();
}
