package io.kessai.authorization.link;

import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;

/**
 * The answers a link gives by itself: without the database, hence no answers of record
 * (docs/authorization.md, section 8). The codes named here are the generic ones. Pure.
 */
final class LinkReplies {
    /** By these the sender finds its own message again (section 1): exactly as received. */
    private static final int[] CORRELATION = {7, 11, 32, 37, 41, 42};

    /** What an answer repeats from its request (section 3), without what a decision adds. */
    private static final int[] REQUEST = {
        2, 3, 4, 7, 11, 12, 13, 15, 18, 19, 22, 25, 32, 33, 37, 41, 42, 49
    };

    private static final int RESPONSE_CODE = 39;
    private static final int ADDITIONAL_RESPONSE_DATA = 44;

    private LinkReplies() {}

    /**
     * The answer to a message that is unreadable behind its MTI: 30, with the number of the first
     * bad field in DE44.
     */
    static Message formatError(Message readable, Malformed malformed, AnswerPolicy policy) {
        return Message.builder(readable.mti().response())
                .echo(readable, CORRELATION)
                .text(RESPONSE_CODE, policy.code(MessageOutcome.FORMAT_ERROR, "30"))
                .text(ADDITIONAL_RESPONSE_DATA, Integer.toString(malformed.field()))
                .build();
    }

    /** The answer on a link that must sign on first (LINK_NOT_SIGNED_ON): 91. */
    static Message notSignedOn(Message request, AnswerPolicy policy) {
        return declined(request, policy.code(MessageOutcome.LINK_NOT_SIGNED_ON, "91"));
    }

    /** The answer to a message that the flow failed on by a bug of ours: 96. */
    static Message malfunction(Message request, AnswerPolicy policy) {
        return declined(request, policy.code(MessageOutcome.SYSTEM_MALFUNCTION, "96"));
    }

    private static Message declined(Message request, String code) {
        return Message.builder(request.mti().response())
                .echo(request, REQUEST)
                .text(RESPONSE_CODE, code)
                .build();
    }
}
