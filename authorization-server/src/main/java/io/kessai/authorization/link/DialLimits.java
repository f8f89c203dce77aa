package io.kessai.authorization.link;

import java.time.Duration;

/**
 * The bounds of a link that dials.
 *
 * @param connect how long a connection may take to open, its TLS handshake too
 * @param signOn how long our sign-on (0800/001) may stay unanswered before the connection is closed
 * @param backoff between the rounds over the hosts
 */
public record DialLimits(Duration connect, Duration signOn, Backoff backoff) {}
