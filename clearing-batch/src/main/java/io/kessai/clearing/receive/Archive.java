package io.kessai.clearing.receive;

import java.io.IOException;
import java.io.InputStream;

/** Keeps received files for ever, sealed: no plain byte of them is ever stored. */
public interface Archive {

    /**
     * Keeps the content under the key, whole or not at all; replaces nothing that is there.
     *
     * @param key words, digits, dots, dashes and slashes
     * @throws IOException when it could not be kept whole
     */
    void keep(String key, InputStream plain) throws IOException;

    /**
     * Reads what is kept under the key, opened.
     *
     * @throws IOException when there is nothing, or it is not what was kept
     */
    InputStream open(String key) throws IOException;
}
