package io.kessai.local.network;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;

/**
 * Where a link leads and what is spoken on it.
 *
 * @param name of the link, as the answers' file has it
 * @param network the network that the server's configuration gives this link; part of the natural
 *     key
 */
public record LinkAddress(
        String name, String network, String host, int port, Dialect dialect, FrameFormat frames) {}
