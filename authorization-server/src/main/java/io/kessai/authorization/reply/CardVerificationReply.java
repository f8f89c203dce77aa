package io.kessai.authorization.reply;

import io.kessai.authorization.decide.Findings;
import io.kessai.iso8583.CardVerification;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells a network in its own words what became of the verification value that it sent, whatever the
 * answer is. Made of the findings only, which hold nothing of the value. Specification:
 * card-verification.table.
 */
final class CardVerificationReply {

    private CardVerificationReply() {}

    /** The response with the first of the results that the network has a word for. */
    static Message told(DialectFacts facts, Findings findings, Message response) {
        return findings.equals(Findings.NONE)
                ? response
                : results(findings)
                        .flatMap(result -> facts.telling(result, response).stream())
                        .findFirst()
                        .orElse(response);
    }

    /** Networks have one place for both values: what is decided first goes first there too. */
    private static Stream<CardVerification> results(Findings findings) {
        return Stream.concat(track(findings).stream(), printed(findings).stream());
    }

    private static Optional<CardVerification> track(Findings findings) {
        return switch (findings.trackValue()) {
            case BAD -> Optional.of(CardVerification.TRACK_FAILED);
            case ABSENT, MISSING, UNVERIFIED, GOOD -> Optional.empty();
        };
    }

    private static Optional<CardVerification> printed(Findings findings) {
        return switch (findings.printedValue()) {
            case GOOD -> Optional.of(CardVerification.MATCHED);
            case BAD -> Optional.of(CardVerification.FAILED);
            case UNVERIFIED -> Optional.of(CardVerification.UNPROCESSED);
            case ABSENT, MISSING -> Optional.empty();
        };
    }
}
