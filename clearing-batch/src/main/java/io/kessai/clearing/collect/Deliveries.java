package io.kessai.clearing.collect;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The inbox as those see it who deliver. All names are as {@link Drop#delivery} makes them. */
public interface Deliveries {

    /** Whether a file of that name is or was complete in the inbox. */
    boolean isComplete(String name) throws IOException;

    /**
     * Brings the content, whole or not at all; does nothing where a file of that name lies there.
     *
     * @param facts what is to be known of it beside its content
     */
    void bring(String name, Map<String, String> facts, InputStream content) throws IOException;

    /** Reads back what was brought and is not complete yet. */
    InputStream open(String name) throws IOException;

    /** Says, for ever, that a file is complete: from here on it may be received. */
    void complete(String name, byte[] entry) throws IOException;

    /** The names of complete files that nobody has received yet, in order. */
    List<String> waiting() throws IOException;

    /**
     * Keeps what was found and what waits, under a name that its content makes.
     *
     * @return its place, a URL whose path is its key
     */
    String keepManifest(String name, byte[] manifest) throws IOException;
}
