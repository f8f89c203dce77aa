package io.kessai.clearing.receive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where delivered files lie until they are received: a folder, an object store. */
public interface Inbox {

    /** What lies there and is complete, in the order of names. */
    List<Delivery> list() throws IOException;

    /** Reads a file from its beginning. */
    InputStream open(Delivery delivery) throws IOException;

    /** Removes a file; does nothing when it is gone. */
    void remove(Delivery delivery) throws IOException;

    /**
     * One file there.
     *
     * @param name unique in the inbox
     */
    record Delivery(String name, long sizeBytes) {}
}
