package io.kessai.bench.codec;

import java.util.ArrayList;
import java.util.List;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;

/** jPOS, with its own tables of ISO 8583:1987. */
final class JposPeer implements Peer {
    private final ISOBasePackager packager;

    JposPeer(boolean isBinary) {
        packager = isBinary ? new ISO87BPackager() : new ISO87APackager();
    }

    @Override
    public byte[] encode() throws Exception {
        ISOMsg message = new ISOMsg(Purchase.MTI);
        message.setPackager(packager);
        for (Purchase.Field field : Purchase.FIELDS) {
            message.set(field.number(), field.content());
        }
        return message.pack();
    }

    @Override
    public List<String> decode(byte[] payload) throws Exception {
        ISOMsg message = new ISOMsg();
        message.setPackager(packager);
        message.unpack(payload);
        List<String> fields = new ArrayList<>(Purchase.FIELDS.size());
        for (Purchase.Field field : Purchase.FIELDS) {
            fields.add(message.getString(field.number()));
        }
        return fields;
    }
}
