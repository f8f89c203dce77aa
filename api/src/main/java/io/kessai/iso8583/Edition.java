package io.kessai.iso8583;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The edition of ISO 8583 that a dialect follows.
 *
 * <p>The rules of the server are told in terms of 1987 (0100, DE39 of two characters, DE70, DE18).
 * A message of 1993 is put into these terms when it has arrived, and what answers it back when it
 * leaves; fields that only the facts of a dialect read (24, 30, 56) stay what they are. Stateless.
 * Source: docs/authorization.md, section 2. Specification: EditionTest.
 */
public enum Edition {
    /** Everything is as the rules have it. */
    ISO_1987("1987"),
    /** Message types 1xxx, action codes of three digits, function codes. */
    ISO_1993("1993");

    private final String word;

    Edition(String word) {
        this.word = word;
    }

    /** The edition that a dialect file calls by this word. */
    static Optional<Edition> of(String word) {
        return Arrays.stream(values()).filter(e -> e.word.equals(word)).findFirst();
    }

    /** The words of {@link #of}. */
    static List<String> words() {
        return Arrays.stream(values()).map(edition -> edition.word).toList();
    }

    /**
     * A message off the wire in terms of 1987.
     *
     * <p>A type of another edition becomes one that nobody serves: a 0100 on a link of 1993 reads
     * 1100.
     */
    public Message inTermsOf1987(Message received) {
        return this == ISO_1987 ? received : Edition1993.inTermsOf1987(received);
    }

    /** What a payload was decoded to, in terms of 1987. */
    public Decoded inTermsOf1987(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Ok(Message message) -> new Decoded.Ok(inTermsOf1987(message));
            case Malformed malformed -> malformed.withReadable(this::inTermsOf1987);
        };
    }

    /**
     * A message of our own as this edition writes it.
     *
     * @param own in terms of 1987
     */
    public Message written(Message own) {
        return this == ISO_1987 ? own : Edition1993.written(own);
    }

    /**
     * An answer as this edition writes it.
     *
     * @param answer in terms of 1987
     * @param request the message that it answers, in terms of 1987 too
     */
    public Message answer(Message answer, Message request) {
        return this == ISO_1987 ? answer : Edition1993.answer(answer, request);
    }
}
