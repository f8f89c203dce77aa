package io.kessai.bench.codec;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** j8583, with a parse map of exactly these fields. */
final class J8583Peer implements Peer {
    private static final int TYPE = 0x100;
    private static final String LATIN_1 = StandardCharsets.ISO_8859_1.name();

    private final MessageFactory<IsoMessage> factory = new MessageFactory<>();
    private final boolean isBinary;

    J8583Peer(boolean isBinary) {
        this.isBinary = isBinary;
        factory.setUseBinaryMessages(isBinary);
        factory.setCharacterEncoding(LATIN_1);
        factory.setAssignDate(false);
        Map<Integer, FieldParseInfo> guide = new HashMap<>();
        for (Purchase.Field field : Purchase.FIELDS) {
            guide.put(
                    field.number(),
                    FieldParseInfo.getInstance(
                            type(field.kind()), field.content().length(), LATIN_1, isBinary));
        }
        factory.setParseMap(TYPE, guide);
    }

    private IsoType type(Purchase.Kind kind) {
        return switch (kind) {
            case DIGITS -> IsoType.NUMERIC;
            case DIGITS_LL -> isBinary ? IsoType.LLBCDBIN : IsoType.LLVAR;
            case TRACK -> IsoType.LLVAR;
            case TEXT -> IsoType.ALPHA;
        };
    }

    @Override
    public byte[] encode() {
        IsoMessage message = factory.newMessage(TYPE);
        for (Purchase.Field field : Purchase.FIELDS) {
            message.setValue(
                    field.number(), field.content(), type(field.kind()), field.content().length());
        }
        return message.writeData();
    }

    @Override
    public List<String> decode(byte[] payload) throws Exception {
        IsoMessage message = factory.parseMessage(payload, 0);
        List<String> fields = new ArrayList<>(Purchase.FIELDS.size());
        for (Purchase.Field field : Purchase.FIELDS) {
            fields.add(message.getField(field.number()).toString());
        }
        return fields;
    }
}
