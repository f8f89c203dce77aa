package io.kessai.bench.peer;

import io.kessai.authorization.decide.AuthorizationRequest;
import java.time.Instant;

/**
 * A message that waits for its answer.
 *
 * @param arrivedAt in full on this side
 */
record Asked(AuthorizationRequest request, Instant arrivedAt) {}
