package io.kessai.authorization.link;

import java.util.concurrent.CompletionStage;

/**
 * How a message goes over to the flow.
 *
 * <p>The flow answers it, but for a key change: of that it says what became of it, since answers to
 * network management are the link's.
 */
final class HandedOver {

    private HandedOver() {}

    /** Called on the link's event loop; as {@link MessageFlow#accept} and its exceptions. */
    static void to(MessageFlow flow, InboundMessage inbound) {
        if (!NetworkManagement.isKeyChange(inbound.message())) {
            flow.accept(inbound);
            return;
        }
        CompletionStage<KeyChangeResult> result = flow.changeKey(inbound);
        var _ =
                result.exceptionally(_ -> KeyChangeResult.UNAVAILABLE)
                        .thenAccept(known -> answer(inbound, known));
    }

    private static void answer(InboundMessage inbound, KeyChangeResult result) {
        try {
            inbound.answer(NetworkManagement.keyChanged(inbound.message(), result), _ -> {});
        } catch (IllegalArgumentException _) {
            // A dialect that cannot say so: the network asks again, and a shutdown need not wait.
            inbound.discard();
        }
    }
}
