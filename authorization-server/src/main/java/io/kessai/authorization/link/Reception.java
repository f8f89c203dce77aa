package io.kessai.authorization.link;

import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import java.util.Optional;

/**
 * What a link does with one decoded payload.
 *
 * <p>Pure: the same payload in the same state always gets the same verdict. Source:
 * docs/authorization.md, sections 1 and 3. Specification: ReceptionTest.
 */
final class Reception {
    private static final int TRANSMISSION_TIME = 7;
    private static final int STAN = 11;

    /** The rule that counts responses, notifications and whatever else nobody answers. */
    static final String NEVER_ANSWERED = "never-answered";

    /** The rule that counts what arrives after we have signed off to shut down. */
    static final String SHUTTING_DOWN = "shutting-down";

    private Reception() {}

    /** What happens to one payload. */
    sealed interface Verdict {

        /** The flow takes it from here, and answers unless it rejects an answer. */
        record HandOver(Message message) implements Verdict {}

        /** The link answers network management, and its state changes. */
        record Manage(Message request, NetworkManagement.Answer answer) implements Verdict {}

        /** The link answers it without the flow. */
        record Refuse(Message request, Message response, MessageOutcome outcome)
                implements Verdict {}

        /** A response that a request of our own may be waiting for. */
        record Hear(Message response) implements Verdict {}

        /** Nothing is answered; it is counted under {@code rule}. */
        record Drop(String rule) implements Verdict {}
    }

    /**
     * @param state of the connection that the payload came by
     * @param policy of the link
     */
    static Verdict judge(Decoded decoded, LinkState state, AnswerPolicy policy) {
        return switch (decoded) {
            case Malformed malformed -> judge(malformed, policy);
            case Decoded.Ok ok -> judge(ok.message(), state, policy);
        };
    }

    /** The same after we have signed off to shut down: only responses still matter. */
    static Verdict judgeWhileDraining(Decoded decoded) {
        return decoded instanceof Decoded.Ok ok && isResponseToUs(ok.message())
                ? new Verdict.Hear(ok.message())
                : new Verdict.Drop(SHUTTING_DOWN);
    }

    private static Verdict judge(Malformed malformed, AnswerPolicy policy) {
        Optional<Message> answerable =
                malformed
                        .readable()
                        .filter(m -> m.mti().expectsResponse())
                        .filter(m -> m.has(TRANSMISSION_TIME) && m.has(STAN));
        if (answerable.isEmpty()) {
            return new Verdict.Drop(malformed.rule());
        }
        return new Verdict.Refuse(
                answerable.get(),
                LinkReplies.formatError(answerable.get(), malformed, policy),
                MessageOutcome.FORMAT_ERROR);
    }

    private static Verdict judge(Message message, LinkState state, AnswerPolicy policy) {
        if (isResponseToUs(message)) {
            return new Verdict.Hear(message);
        }
        if (message.mti().rejectsAnswer()) {
            return new Verdict.HandOver(message);
        }
        if (!message.mti().expectsResponse()) {
            return new Verdict.Drop(NEVER_ANSWERED);
        }
        if (NetworkManagement.isCutover(message) || NetworkManagement.isKeyChange(message)) {
            return new Verdict.HandOver(message);
        }
        if (isManagement(message)) {
            return new Verdict.Manage(message, NetworkManagement.answer(message, state));
        }
        if (policy.requireSignOn() && state != LinkState.SIGNED_ON) {
            return new Verdict.Refuse(
                    message,
                    LinkReplies.notSignedOn(message, policy),
                    MessageOutcome.LINK_NOT_SIGNED_ON);
        }
        return new Verdict.HandOver(message);
    }

    /** To network management or a file update: we send nothing else. */
    private static boolean isResponseToUs(Message message) {
        return (isManagement(message) || message.mti().isFileAction())
                && message.mti().function() == 1;
    }

    private static boolean isManagement(Message message) {
        return message.mti().isManagement();
    }
}
