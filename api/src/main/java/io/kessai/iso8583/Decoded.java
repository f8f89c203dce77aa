package io.kessai.iso8583;

/** What decoding a payload gives: a message, or where and why there is none. */
public sealed interface Decoded permits Decoded.Ok, Malformed {

    /** The whole payload is one message of the dialect. */
    record Ok(Message message) implements Decoded {}
}
