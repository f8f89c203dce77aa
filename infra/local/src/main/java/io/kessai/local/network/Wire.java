package io.kessai.local.network;

import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns the day's messages into the bytes of one dialect, and bytes into answers. Thread-safe. */
final class Wire {
    private static final int CARD_NUMBER = 2;

    /** What is looked at in an answer; card data is not among it. */
    private static final int[] READ = {
        3, 4, 6, 7, 11, 12, 13, 15, 32, 37, 38, 39, 41, 42, 44, 49, 51, 54, 62, 70
    };

    private static final byte[] NOISE = new byte[48];

    static {
        Arrays.fill(NOISE, (byte) 0xEE);
    }

    private final MessageCodec codec;
    private final FrameFormat frames;

    Wire(LinkAddress address) {
        this.codec = new MessageCodec(address.dialect());
        this.frames = address.frames();
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
        return new FrameFormat(frames.length(), frames.inclusive(), false, frames.maxBytes())
                .encode(new byte[0], Optional.empty());
    }

    private byte[] payload(Request request) {
        return codec.encode(message(request.mti(), request.fields()));
    }

    /** The frame that answers the server's own network management message. */
    byte[] managementResponse(Answer theirs) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        for (int field : new int[] {7, 11, 70}) {
            if (!theirs.text(field).isEmpty()) {
                fields.put(field, theirs.text(field));
            }
        }
        fields.put(39, "00");
        return frames.encode(codec.encode(message("0810", fields)), Optional.empty());
    }

    /** What a payload says, or nothing when it is no message of the dialect. */
    Optional<Answer> read(byte[] payload, Instant at) {
        Decoded decoded = codec.decode(payload);
        return switch (decoded) {
            case Decoded.Ok(Message message) -> Optional.of(answer(message, at));
            case Malformed _ -> Optional.empty();
        };
    }

    private static Answer answer(Message message, Instant at) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        for (int field : READ) {
            message.text(field).ifPresent(text -> fields.put(field, text));
        }
        return new Answer(at, message.mti().toString(), fields);
    }

    private static Message message(String mti, Map<Integer, String> fields) {
        Message.Builder builder = Message.builder(mti);
        fields.forEach(
                (field, text) -> {
                    if (field == CARD_NUMBER) {
                        builder.secret(field, text);
                    } else {
                        builder.text(field, text);
                    }
                });
        return builder.build();
    }

    private static byte[] damaged(byte[] payload) {
        byte[] damaged = payload.clone();
        damaged[damaged.length - 1] = (byte) 0xFF;
        return damaged;
    }
}
