package io.kessai.authorization.card;

import io.kessai.domain.ErrorCode;
import java.util.function.Function;

/** What a call came to: an answer, or a refusal that left nothing behind. */
public sealed interface Outcome<R> {

    /** It was done, or read. */
    record Done<R>(R response) implements Outcome<R> {}

    /**
     * It was refused, before anything was written.
     *
     * @param field the field of the request that is wrong; empty where no single one is
     * @param message for the caller's people, in one sentence; no card data
     */
    record Refused<R>(ErrorCode code, String field, String message) implements Outcome<R> {}

    static <R> Outcome<R> done(R response) {
        return new Done<>(response);
    }

    static <R> Outcome<R> refused(ErrorCode code, String message) {
        return new Refused<>(code, "", message);
    }

    /** The same refusal, or what comes of this answer. */
    default <S> Outcome<S> then(Function<R, Outcome<S>> next) {
        return switch (this) {
            case Done<R>(R response) -> next.apply(response);
            case Refused<R>(ErrorCode code, String field, String message) ->
                    new Refused<>(code, field, message);
        };
    }
}
