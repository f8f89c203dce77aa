package io.kessai.authorization.link;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;

/**
 * One link, as configured. Specification of names and defaults: LinksConfigTest.
 *
 * @param name the key under {@code kessai.links}
 * @param network the card network behind it: part of every message's natural key
 * @param end whether it listens or dials, and where
 */
public record LinkSettings(
        String name,
        String network,
        LinkEnd end,
        Dialect dialect,
        FrameFormat frame,
        AnswerPolicy answers,
        FilePolicy files,
        LinkLimits limits) {

    /** A link without file updates. */
    public LinkSettings(
            String name,
            String network,
            LinkEnd end,
            Dialect dialect,
            FrameFormat frame,
            AnswerPolicy answers,
            LinkLimits limits) {
        this(name, network, end, dialect, frame, answers, FilePolicy.NONE, limits);
    }
}
