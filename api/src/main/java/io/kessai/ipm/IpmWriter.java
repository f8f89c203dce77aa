package io.kessai.ipm;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes a file: logical files with header and trailer computed, and, for files that are broken on
 * purpose, single messages, records and bytes. Not thread-safe.
 *
 * <pre>
 * try (IpmWriter writer = IpmWriter.open(out, format)) {
 *     writer.begin(id, ProcessingMode.PRODUCTION);
 *     writer.add(draft);
 *     writer.end();
 * }
 * </pre>
 */
public final class IpmWriter implements Closeable {
    private static final String ADMINISTRATIVE = "1644";
    private static final int HEADER = 697;
    private static final int TRAILER = 695;

    private final OutputStream out;
    private final IpmFormat format;
    private final MessageEncoder encoder;
    private long dataBytes;
    private boolean hasTerminator = true;
    private String fileId = "";
    private long messages;
    private long amountSum;

    private IpmWriter(OutputStream out, IpmFormat format, IpmLayout layout) {
        this.out = new BufferedOutputStream(out, VbsStream.CHUNK);
        this.format = format;
        this.encoder = new MessageEncoder(layout, format.encoding());
    }

    /** Writes messages of the built-in layout; {@link #close} closes {@code out}. */
    public static IpmWriter open(OutputStream out, IpmFormat format) {
        return new IpmWriter(out, format, IpmLayout.standard());
    }

    /** Begins a logical file with its header (1644/697), message 1. */
    public void begin(IpmFileId id, ProcessingMode mode) throws IOException {
        begin(IpmDraft.of(ADMINISTRATIVE, HEADER).pds(105, id.toString()).pds(122, mode.code()));
    }

    /**
     * As {@link #begin(IpmFileId, ProcessingMode)}, with a header of the caller's, but for DE71.
     */
    public void begin(IpmDraft header) throws IOException {
        fileId = header.subelements().getOrDefault(105, "");
        messages = 0;
        amountSum = 0;
        add(header);
    }

    /** Writes a message under the next message number, which it sets as DE71, and counts it. */
    public void add(IpmDraft message) throws IOException {
        messages++;
        amountSum = Math.addExact(amountSum, message.amount());
        write(message.set(71, Digits.of(messages, 8)));
    }

    /** Ends the logical file with a trailer (1644/695) that tells its count and its sum of DE4. */
    public void end() throws IOException {
        end(messages + 1, amountSum);
    }

    /** As {@link #end()}, with totals of the caller's. */
    public void end(long messageCount, long sum) throws IOException {
        add(
                IpmDraft.of(ADMINISTRATIVE, TRAILER)
                        .pds(105, fileId)
                        .pds(301, Digits.of(sum, 16))
                        .pds(306, Digits.of(messageCount, 8)));
    }

    /** Writes a message as it is, and does not count it. */
    public void write(IpmDraft message) throws IOException {
        writeRecord(encoder.encode(message));
    }

    /** Writes a record of any content behind its length. */
    public void writeRecord(byte[] record) throws IOException {
        writeBytes(ByteBuffer.allocate(IpmFraming.LENGTH_BYTES).putInt(record.length).array());
        writeBytes(record);
    }

    /** Writes bytes without a length; blocks go on over them. */
    public void writeBytes(byte[] bytes) throws IOException {
        if (!format.framing().isBlocked()) {
            out.write(bytes);
            dataBytes += bytes.length;
            return;
        }
        for (int from = 0; from < bytes.length; ) {
            int room = IpmFraming.BLOCK_DATA - (int) (dataBytes % IpmFraming.BLOCK_DATA);
            int part = Math.min(room, bytes.length - from);
            out.write(bytes, from, part);
            dataBytes += part;
            from += part;
            if (part == room) {
                fill(2);
            }
        }
    }

    /** What {@link #writeRecord} would be given for a message, for callers who damage it. */
    public byte[] encode(IpmDraft message) {
        return encoder.encode(message);
    }

    /** Leaves the record length of zero out at the end. */
    public void omitTerminator() {
        hasTerminator = false;
    }

    /** Ends the data with a record length of zero, fills the last block, and closes the stream. */
    @Override
    public void close() throws IOException {
        try (out) {
            if (hasTerminator) {
                writeBytes(new byte[IpmFraming.LENGTH_BYTES]);
            }
            int used = (int) (dataBytes % IpmFraming.BLOCK_DATA);
            if (format.framing().isBlocked() && used > 0) {
                fill(IpmFraming.BLOCK - used);
            }
        }
    }

    private void fill(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            out.write(format.framing().filler());
        }
    }
}
