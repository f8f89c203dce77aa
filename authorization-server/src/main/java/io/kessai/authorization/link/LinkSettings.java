package io.kessai.authorization.link;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import java.util.Optional;

/**
 * One link, as configured. Specification of names and defaults: LinksConfigTest.
 *
 * @param name the key under {@code kessai.links}
 * @param network the card network behind it: part of every message's natural key
 * @param port 0 takes any free one
 * @param requireSignOn whether messages are answered 91 until the network has signed on
 */
public record LinkSettings(
        String name,
        String network,
        String host,
        int port,
        Dialect dialect,
        FrameFormat frame,
        boolean requireSignOn,
        LinkLimits limits,
        Optional<LinkTls> tls) {}
