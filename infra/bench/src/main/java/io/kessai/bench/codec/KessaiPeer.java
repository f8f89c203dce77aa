package io.kessai.bench.codec;

import io.kessai.domain.PanAccess;
import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import java.util.ArrayList;
import java.util.List;

/** Ours, with the dialect's whole table: every format is checked, and secrets are kept apart. */
final class KessaiPeer implements Peer {
    private final MessageCodec codec;

    KessaiPeer(boolean isBinary) {
        codec =
                new MessageCodec(
                        Dialect.builtIn(isBinary ? "iso87-binary" : "iso87-ascii").orElseThrow());
    }

    @Override
    public byte[] encode() {
        Message.Builder message = Message.builder(Purchase.MTI);
        for (Purchase.Field field : Purchase.FIELDS) {
            if (isSecret(field.number())) {
                message.secret(field.number(), field.content());
            } else {
                message.text(field.number(), field.content());
            }
        }
        return codec.encode(message.build());
    }

    @Override
    public List<String> decode(byte[] payload) {
        if (!(codec.decode(payload) instanceof Decoded.Ok readable)) {
            throw new IllegalStateException("not readable");
        }
        Message message = readable.message();
        List<String> fields = new ArrayList<>(Purchase.FIELDS.size());
        for (Purchase.Field field : Purchase.FIELDS) {
            fields.add(
                    isSecret(field.number())
                            ? message.secret(field.number()).orElseThrow().reveal(PanAccess.get())
                            : message.text(field.number()).orElseThrow());
        }
        return fields;
    }

    private static boolean isSecret(int number) {
        return number == 2 || number == 35;
    }
}
