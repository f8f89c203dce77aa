package io.kessai.bench.load;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One kind of message, encoded once by the real codec; only the bytes that differ from message to
 * message are written again. {@code iso87-ascii} in frames with two bytes of length.
 */
final class Template {
    private static final String PAN = "9999000000000004";
    private static final String TRANSMISSION = "1122334455";
    private static final String STAN = "987654";
    private static final String RRN = "ABCDEFGHIJKL";
    private static final String ORIGINAL_TRANSMISSION = "9182736455";
    private static final String ORIGINAL_STAN = "192837";
    private static final int LENGTH_BYTES = 2;

    private final byte[] frame;
    private final int panAt;
    private final int transmissionAt;
    private final int stanAt;
    private final int rrnAt;
    private final int originalStanAt;
    private final int originalTransmissionAt;

    private Template(byte[] frame) {
        this.frame = frame;
        String text = new String(frame, StandardCharsets.ISO_8859_1);
        this.panAt = text.indexOf(PAN);
        this.transmissionAt = text.indexOf(TRANSMISSION);
        this.stanAt = text.indexOf(STAN);
        this.rrnAt = text.indexOf(RRN);
        this.originalStanAt = text.indexOf(ORIGINAL_STAN);
        this.originalTransmissionAt = text.indexOf(ORIGINAL_TRANSMISSION);
    }

    /** A purchase. */
    static Template purchase() {
        return of(base("0100"));
    }

    /** A full reversal that names its original by DE90. */
    static Template reversal() {
        String original =
                "0100" + ORIGINAL_STAN + ORIGINAL_TRANSMISSION + "00000123456" + "0".repeat(11);
        return of(base("0400").text(90, original));
    }

    private static Message.Builder base(String mti) {
        return Message.builder(mti)
                .secret(2, PAN)
                .text(3, "000000")
                .text(4, "000000000100")
                .text(7, TRANSMISSION)
                .text(11, STAN)
                .text(12, "121212")
                .text(13, "1121")
                .text(18, "5411")
                .text(22, "051")
                .text(25, "00")
                .text(32, "123456")
                .text(37, RRN)
                .text(41, "T0000001")
                .text(42, "M00000000000001")
                .text(49, "392");
    }

    private static Template of(Message.Builder message) {
        byte[] payload = new MessageCodec(Dialect.iso87Ascii()).encode(message.build());
        FrameFormat frames = FrameFormat.parse("2-byte").orElseThrow();
        return new Template(frames.encode(payload, Optional.empty()));
    }

    int length() {
        return frame.length;
    }

    /** Copies the message to {@code target}; the parts are set afterwards. */
    void copy(byte[] target, int at) {
        System.arraycopy(frame, 0, target, at, frame.length);
    }

    /** Marks it as a repeat: xxx1. */
    void repeat(byte[] target, int at) {
        target[at + LENGTH_BYTES + 3] = '1';
    }

    void identify(
            byte[] target, int at, String pan, String transmission, int stan, long reference) {
        text(target, at + panAt, pan);
        text(target, at + transmissionAt, transmission);
        digits(target, at + stanAt, stan, STAN.length());
        target[at + rrnAt] = 'B';
        target[at + rrnAt + 1] = 'N';
        digits(target, at + rrnAt + 2, reference, RRN.length() - 2);
    }

    void original(byte[] target, int at, String transmission, int stan) {
        text(target, at + originalTransmissionAt, transmission);
        digits(target, at + originalStanAt, stan, ORIGINAL_STAN.length());
    }

    private static void text(byte[] target, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            target[at + i] = (byte) text.charAt(i);
        }
    }

    private static void digits(byte[] target, int at, long value, int width) {
        long rest = value;
        for (int i = width - 1; i >= 0; i--) {
            target[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
