package io.kessai.authorization.record;

import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.domain.MessageKey;
import java.time.LocalDate;

/** The journal's form of what names a message: its own key, and what another calls it by. */
final class KeyCodec {

    private KeyCodec() {}

    static void original(Packer out, OriginalMessage original) {
        out.text(original.mti())
                .text(original.stan())
                .text(original.sentAt())
                .text(original.acquirer())
                .text(original.forwarder());
    }

    static OriginalMessage original(Unpacker in) {
        return new OriginalMessage(in.text(), in.text(), in.text(), in.text(), in.text());
    }

    static void key(Packer out, MessageKey key) {
        out.text(key.network())
                .text(key.messageClass())
                .text(key.acquirer())
                .text(key.stan())
                .text(key.transmission())
                .text(key.rrn())
                .text(key.terminal())
                .number(key.transmittedOn().toEpochDay());
    }

    static MessageKey key(Unpacker in) {
        return new MessageKey(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                LocalDate.ofEpochDay(in.number()));
    }
}
