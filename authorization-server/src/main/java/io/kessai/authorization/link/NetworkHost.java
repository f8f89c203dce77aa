package io.kessai.authorization.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network listens.
 *
 * @param name a host's name or address; of IPv6 without brackets
 * @param port from 1 to 65535
 */
public record NetworkHost(String name, int port) {
    private static final Pattern WORDS =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^:\\[\\]/\\s]+)):(\\d{1,5})");

    private static final int PORT_MAX = 65_535;

    /** What {@link #parse} takes, for people. */
    static final String FORM = "HOST:PORT or [IPV6]:PORT, the port from 1 to 65535";

    /** Reads {@code host:port} or {@code [address]:port}; empty when it is neither. */
    public static Optional<NetworkHost> parse(String text) {
        Matcher words = WORDS.matcher(text.strip());
        if (!words.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(words.group(3));
        String name = Optional.ofNullable(words.group(1)).orElseGet(() -> words.group(2));
        return Optional.of(new NetworkHost(name, port))
                .filter(host -> host.port >= 1 && host.port <= PORT_MAX);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
}
