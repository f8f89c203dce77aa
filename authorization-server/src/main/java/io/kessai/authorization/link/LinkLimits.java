package io.kessai.authorization.link;

import java.time.Duration;

/**
 * The bounds of one link, but for the longest frame, which its frame format knows.
 *
 * @param outboundBytesMax what may wait for a slow reader on one connection; more closes it
 * @param connectionsMax how many connections may be open at once; further ones are closed at once
 * @param echoInterval how long nothing may arrive before our own echo (0800/301) goes out
 * @param echoLimit how long that echo may stay unanswered before the connection is closed
 */
public record LinkLimits(
        int outboundBytesMax, int connectionsMax, Duration echoInterval, Duration echoLimit) {}
