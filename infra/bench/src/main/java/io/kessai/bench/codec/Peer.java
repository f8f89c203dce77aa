package io.kessai.bench.codec;

import java.util.List;

/**
 * A codec under measurement: it writes the {@link Purchase} from the values of its fields, and
 * reads what it wrote itself, every field, as its users would.
 */
interface Peer {

    /** Builds the message and encodes it. */
    byte[] encode() throws Exception;

    /** Decodes it and reads each field, as characters, in the order of {@link Purchase#FIELDS}. */
    List<String> decode(byte[] payload) throws Exception;

    /**
     * @param isBinary digits packed two a byte and a bitmap of bytes; else all in ASCII
     */
    static Peer of(String library, boolean isBinary) throws Exception {
        return switch (library) {
            case "kessai" -> new KessaiPeer(isBinary);
            case "jpos" -> new JposPeer(isBinary);
            case "j8583" -> new J8583Peer(isBinary);
            default -> throw new IllegalArgumentException("no codec " + library);
        };
    }
}
