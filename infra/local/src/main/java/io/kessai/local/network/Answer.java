package io.kessai.local.network;

import java.time.Instant;
import java.util.SortedMap;

/** An answer off the wire: its type and its fields as text, card data left out. */
public record Answer(Instant at, String mti, SortedMap<Integer, String> fields) {

    /** The field's text, empty where it is not there. */
    public String text(int number) {
        return fields.getOrDefault(number, "");
    }

    /** DE39. */
    public String responseCode() {
        return text(39);
    }

    /** What a repeat must get again: DE39, DE38, DE4 and DE54. */
    String ofRecord() {
        return String.join("|", text(39), text(38), text(4), text(54));
    }
}
