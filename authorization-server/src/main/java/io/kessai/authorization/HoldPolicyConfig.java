package io.kessai.authorization;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/**
 * By which rules authorizations hold. Names and defaults are pinned by ConfigurationKeysTest.
 *
 * <p>The grammar of a policy file is described at the head of the shipped one ({@code
 * api/src/main/resources/io/kessai/policy/shipped.policy}).
 */
@ConfigMapping(prefix = "kessai.hold-policy")
public interface HoldPolicyConfig {

    /** The operator's own policy file, read at start; without it the shipped policy decides. */
    Optional<Path> file();
}
