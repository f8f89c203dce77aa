package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import java.util.Map;
import java.util.Optional;

/**
 * Network management (0800, 0820): what each function is answered and does to the connection. A
 * cutover is not for the link: it is journaled, so the flow answers it.
 *
 * <p>Pure. Source: docs/authorization.md, section 1. Specification: NetworkManagementTest.
 */
final class NetworkManagement {
    static final int FUNCTION_FIELD = 70;
    static final String SIGN_ON = "001";
    static final String SIGN_OFF = "002";
    static final String CUTOVER = "201";
    static final String ECHO = "301";

    private static final int RESPONSE_CODE = 39;
    private static final int[] ECHOED = {7, 11, 15, 32, 33, 37, 41, 42, 48, 53, 70};

    /**
     * Key changes are approved only when the new key's check value verifies, and a link has no keys
     * to verify it with: 12, invalid transaction.
     */
    private static final Map<String, String> REFUSED = Map.of("101", "12", "161", "12");

    private NetworkManagement() {}

    /**
     * @param response what is sent back
     * @param nextState the connection's state from now on
     */
    record Answer(Message response, LinkState nextState) {}

    /** Whether the network says that its business day has ended. */
    static boolean isCutover(Message request) {
        return request.mti().isManagement()
                && request.text(FUNCTION_FIELD).filter(CUTOVER::equals).isPresent();
    }

    /**
     * Answers a request of class 8: 00 to everything but a key change.
     *
     * @param request its MTI expects a response
     * @param state the connection's state until now
     */
    static Answer answer(Message request, LinkState state) {
        Optional<String> function = request.text(FUNCTION_FIELD);
        Message response =
                Message.builder(request.mti().response())
                        .echo(request, ECHOED)
                        .text(
                                RESPONSE_CODE,
                                function.map(f -> REFUSED.getOrDefault(f, "00")).orElse("00"))
                        .build();
        return new Answer(response, function.map(f -> nextState(f, state)).orElse(state));
    }

    private static LinkState nextState(String function, LinkState state) {
        return switch (function) {
            case SIGN_ON -> LinkState.SIGNED_ON;
            case SIGN_OFF -> LinkState.SIGNED_OFF;
            default -> state;
        };
    }
}
