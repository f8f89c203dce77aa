package io.kessai.authorization.link;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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

    /**
     * Takes the new key that a message of network management brings; the link answers it then. As
     * {@link #accept}, this must not block.
     *
     * @return completes on any thread, {@code TAKEN} only when the key outlives this process
     */
    default CompletionStage<KeyChangeResult> changeKey(InboundMessage inbound) {
        return CompletableFuture.completedFuture(KeyChangeResult.REFUSED);
    }
}
