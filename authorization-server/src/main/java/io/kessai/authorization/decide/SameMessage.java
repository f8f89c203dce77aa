package io.kessai.authorization.decide;

/** Answers a message whose key is known (row 2 of the order of checks): it is not decided again. */
public final class SameMessage {

    private SameMessage() {}

    /** Whether it is the recorded message and not another one under its key. */
    public static boolean isSame(AuthorizationRequest request, Recorded recorded) {
        return request.card().equals(recorded.card())
                && request.payment().amount().equals(recorded.amount());
    }

    /**
     * The recorded answer; {@link Reason#LATE} where its approval was undone; for another message
     * under the same key {@link Reason#KEY_REUSED}, or acceptance where the sender only reports.
     */
    public static Answer answer(AuthorizationRequest request, Recorded recorded) {
        if (isSame(request, recorded)) {
            return recorded.isVoided() ? Answer.of(Reason.LATE, request) : recorded.answer();
        }
        return Answer.of(
                takesRefusal(request.kind()) ? Reason.KEY_REUSED : Reason.ACCEPTED, request);
    }

    private static boolean takesRefusal(MessageKind kind) {
        return switch (kind) {
            case AUTHORIZATION, FINANCIAL, CARD_BLOCK, UNSUPPORTED -> true;
            case ADVICE, FINANCIAL_ADVICE, REVERSAL, REVERSAL_ADVICE, CUTOVER, ADMINISTRATIVE ->
                    false;
        };
    }
}
