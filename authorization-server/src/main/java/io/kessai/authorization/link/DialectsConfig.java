package io.kessai.authorization.link;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's own dialects. Specification: LinkDialectsTest. */
@ConfigMapping(prefix = "kessai.dialects")
public interface DialectsConfig {

    /** A folder of files NAME.dialect, read at start; links then name them as the built-in ones. */
    Optional<Path> folder();
}
