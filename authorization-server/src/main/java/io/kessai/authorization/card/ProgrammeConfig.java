package io.kessai.authorization.card;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** The card programme. Names and defaults are pinned by ConfigurationTest. */
@ConfigMapping(prefix = "kessai.programme")
public interface ProgrammeConfig {

    /** Zone of business dates, expiry and windows. */
    @WithDefault("Asia/Tokyo")
    ZoneId zone();
}
