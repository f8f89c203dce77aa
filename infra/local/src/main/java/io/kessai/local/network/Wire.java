package io.kessai.local.network;

import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Turns the day's messages into the bytes of one dialect, and bytes into answers. Thread-safe. */
final class Wire {
    private static final byte[] NOISE = new byte[48];

    static {
        Arrays.fill(NOISE, (byte) 0xEE);
    }

    private final MessageCodec codec;
    private final DialectForm form;
    private final FrameFormat frames;

    Wire(LinkAddress address) {
        this.codec = new MessageCodec(address.dialect());
        this.form = DialectForm.of(address.dialect());
        this.frames = address.frames();
    }

    boolean canSay(Request request) {
        return form.canSay(request);
    }

    /** The frame of a message, damaged where its form says so; without polls. */
    byte[] frame(Request request) {
        byte[] payload = payload(request);
        byte[] sent =
                switch (request.form()) {
                    case WHOLE, SPLIT, AFTER_POLL -> payload;
                    case BAD_LAST_FIELD -> damaged(payload);
                    case CUT -> Arrays.copyOf(payload, payload.length - 1);
                    case NOISE -> NOISE;
                };
        return frames.encode(sent, Optional.empty());
    }

    /** A frame of length 0. */
    byte[] poll() {
        return new FrameFormat(
                        frames.length(),
                        frames.inclusive(),
                        FrameFormat.Header.NONE,
                        frames.maxBytes())
                .encode(new byte[0], Optional.empty());
    }

    private byte[] payload(Request request) {
        return codec.encode(form.said(request));
    }

    /** The frame that answers the server's own network management message. */
    byte[] managementResponse(Answer theirs) {
        return frames.encode(codec.encode(form.managementResponse(theirs)), Optional.empty());
    }

    /** What a payload says, or nothing when it is no message of the dialect. */
    Optional<Answer> read(byte[] payload, Instant at) {
        Decoded decoded = codec.decode(payload);
        return switch (decoded) {
            case Decoded.Ok(Message message) -> Optional.of(form.heard(message, at));
            case Malformed _ -> Optional.empty();
        };
    }

    private static byte[] damaged(byte[] payload) {
        byte[] damaged = payload.clone();
        damaged[damaged.length - 1] = (byte) 0xFF;
        return damaged;
    }
}
