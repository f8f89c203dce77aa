package io.kessai.iso8583;

import java.util.Locale;
import java.util.Optional;

/**
 * Where bytes stop being BER-TLV data objects (EMV Book 3, annex B).
 *
 * @param path {@code .} and the tag whose length or value is at fault, or empty when a tag is
 * @param offset of the object at fault
 */
record TlvFault(String path, int offset) {

    /** The first fault, or nothing. Zero bytes between objects are filler. */
    static Optional<TlvFault> in(byte[] bytes) {
        TlvCursor cursor = new TlvCursor(bytes, 0, bytes.length);
        while (cursor.next()) {
            // only walking
        }
        if (cursor.isSound()) {
            return Optional.empty();
        }
        String path =
                cursor.tag() == 0
                        ? ""
                        : "." + Integer.toHexString(cursor.tag()).toUpperCase(Locale.ROOT);
        return Optional.of(new TlvFault(path, cursor.start()));
    }
}
