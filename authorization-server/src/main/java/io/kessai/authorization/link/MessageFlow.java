package io.kessai.authorization.link;

/**
 * The rest of the flow, as a link sees it: everything that is not network management ends here.
 *
 * <p>Several links call from their own event loops at the same time.
 */
@FunctionalInterface
public interface MessageFlow {

    /**
     * Takes one message, which it later answers or discards. Called on the link's event loop: must
     * not block. An exception is answered with a system malfunction (96).
     */
    void accept(InboundMessage inbound);
}
