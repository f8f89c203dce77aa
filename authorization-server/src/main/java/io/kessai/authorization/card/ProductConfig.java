package io.kessai.authorization.card;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The product whose cards are issued. Names and defaults are pinned by ConfigurationTest. */
@ConfigMapping(prefix = "kessai.product")
public interface ProductConfig {

    /** First digits of every drawn card number, six or more. */
    @WithDefault("999901")
    String panPrefix();

    /** Digits of a drawn card number, 13 to 19. */
    @WithDefault("16")
    int panLength();
}
