package io.kessai.local.network;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import java.util.Optional;

/**
 * Where a link leads and what is spoken on it.
 *
 * @param name of the link, as the answers' file has it
 * @param network the network that the server's configuration gives this link; part of the natural
 *     key
 * @param called where the server calls, if it opens the link's connections; {@code host} and {@code
 *     port} are not looked at then
 */
public record LinkAddress(
        String name,
        String network,
        String host,
        int port,
        Dialect dialect,
        FrameFormat frames,
        Optional<CalledLine> called) {

    /** A link that the server listens on. */
    public LinkAddress(
            String name,
            String network,
            String host,
            int port,
            Dialect dialect,
            FrameFormat frames) {
        this(name, network, host, port, dialect, frames, Optional.empty());
    }
}
