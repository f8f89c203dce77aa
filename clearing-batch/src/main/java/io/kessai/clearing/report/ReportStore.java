package io.kessai.clearing.report;

import java.io.IOException;

/** Where reports are put for people to open: a folder, an object store. */
public interface ReportStore {

    /**
     * Keeps the content under the key, whole or not at all; an older one is replaced.
     *
     * @param key words, digits, dots, dashes, underscores and slashes
     * @throws IOException when it could not be kept whole
     */
    void put(String key, byte[] content) throws IOException;
}
