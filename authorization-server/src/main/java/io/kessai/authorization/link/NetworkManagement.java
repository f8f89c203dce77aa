package io.kessai.authorization.link;

import io.kessai.iso8583.Message;
import java.util.Optional;
import java.util.Set;

/**
 * Network management (0800, 0820): what each function is answered and does to the connection. A
 * cutover is not for the link: it is journaled, so the flow answers it. What becomes of a key
 * change the flow says.
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

    private static final String ACCEPTED = "00";
    private static final Set<String> KEY_CHANGES = Set.of("101", "161");

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

    /** Whether the network brings a new key. */
    static boolean isKeyChange(Message request) {
        return request.mti().isManagement()
                && request.text(FUNCTION_FIELD).filter(KEY_CHANGES::contains).isPresent();
    }

    /** Answers a key change. */
    static Message keyChanged(Message request, KeyChangeResult result) {
        return response(request, result.responseCode());
    }

    /**
     * Answers a request of class 8 with 00; it is no key change.
     *
     * @param request its MTI expects a response
     * @param state the connection's state until now
     */
    static Answer answer(Message request, LinkState state) {
        Optional<String> function = request.text(FUNCTION_FIELD);
        return new Answer(
                response(request, ACCEPTED), function.map(f -> nextState(f, state)).orElse(state));
    }

    private static Message response(Message request, String code) {
        return Message.builder(request.mti().response())
                .echo(request, ECHOED)
                .text(RESPONSE_CODE, code)
                .build();
    }

    private static LinkState nextState(String function, LinkState state) {
        return switch (function) {
            case SIGN_ON -> LinkState.SIGNED_ON;
            case SIGN_OFF -> LinkState.SIGNED_OFF;
            default -> state;
        };
    }
}
