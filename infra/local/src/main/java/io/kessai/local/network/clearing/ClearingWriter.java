package io.kessai.local.network.clearing;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the records of one physical file in a network's format, with everything around them that
 * the network adds: envelope, addenda, its own settlement totals. Memory does not grow with the
 * file. Not thread-safe.
 */
public sealed interface ClearingWriter extends Closeable
        permits IpmClearingWriter, BaseIIClearingWriter {

    /** Begins a logical file. */
    void begin(LogicalFileId id) throws IOException;

    /**
     * Writes a record.
     *
     * @return its number in the physical file, from 1, envelope and addenda counted
     */
    long add(ClearingItem item) throws IOException;

    /** Ends the logical file with the network's totals and trailers. */
    void end() throws IOException;

    /** Records written so far, envelope and addenda counted. */
    long records();
}
