package io.kessai.iso8583;

/** What a {@link FrameReader} finds next in a stream. */
public sealed interface Framed permits Framed.Frame, Framed.Poll, Framed.Unreadable {

    /** One message. The payload belongs to whoever took the frame from the reader. */
    final class Frame implements Framed {
        private final byte[] payload;
        private final Bytes header;

        Frame(byte[] payload, Bytes header) {
            this.payload = payload;
            this.header = header;
        }

        /** The message's bytes for {@link MessageCodec#decode}: the array itself, no copy. */
        public byte[] payload() {
            return payload;
        }

        /**
         * TPDU or header as received, whose answer swaps its addresses; empty where there is none.
         */
        public Bytes header() {
            return header;
        }

        /** Only the lengths. */
        @Override
        public String toString() {
            return "frame of " + payload.length + " bytes, header of " + header.length();
        }
    }

    /**
     * A frame of length 0, to be sent back as it came.
     *
     * @param bytes all its bytes
     */
    record Poll(Bytes bytes) implements Framed {}

    /**
     * The stream cannot be cut into frames any more: the link must close.
     *
     * @param rule the broken rule, a stable word: length-not-numeric, length-not-followed-by-zeros,
     *     frame-over-maximum, frame-shorter-than-its-header
     */
    record Unreadable(String rule) implements Framed {}
}
