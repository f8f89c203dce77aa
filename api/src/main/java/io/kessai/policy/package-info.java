/**
 * Where hold policies come from: the shipped file, or an operator's own. The rules themselves are
 * {@link io.kessai.domain.HoldPolicy}. Read HoldPolicyTableTest first.
 */
@NullMarked
package io.kessai.policy;

import org.jspecify.annotations.NullMarked;
