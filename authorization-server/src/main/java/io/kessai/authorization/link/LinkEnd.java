package io.kessai.authorization.link;

import java.util.List;
import java.util.Optional;

/** Who opens the connections of a link. What goes over them is the same. */
public sealed interface LinkEnd {

    /**
     * The network connects to us.
     *
     * @param port 0 takes any free one
     */
    record Listens(String host, int port, Optional<LinkTls> tls) implements LinkEnd {}

    /**
     * We connect to the network and sign on: one connection at a time.
     *
     * @param hosts one at least; tried in this order
     */
    record Dials(List<NetworkHost> hosts, DialLimits limits, Optional<DialTls> tls)
            implements LinkEnd {
        public Dials {
            hosts = List.copyOf(hosts);
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("a link cannot dial without a host");
            }
        }
    }
}
