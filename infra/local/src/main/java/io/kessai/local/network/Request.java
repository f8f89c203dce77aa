package io.kessai.local.network;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One message of the day, free of any dialect.
 *
 * @param number position in the day, from 0; a copy has its own
 * @param account the account it is about; negative for cards that are nobody's
 * @param card index of the seeded card, -1 for a number that was never seeded
 * @param fields DE2 to DE128 by number, as digits and text; holds card data in clear and is
 *     therefore never printed
 * @param approvalCodeOf the message whose answer's DE38 is to be sent in DE38, where one is
 * @param form how it is put on the wire
 */
public record Request(
        int number,
        Kind kind,
        int account,
        int card,
        String mti,
        SortedMap<Integer, String> fields,
        Optional<Integer> approvalCodeOf,
        Form form) {

    /** How the bytes of a message reach the server. */
    public enum Form {
        WHOLE,
        /** In pieces, with a pause between them. */
        SPLIT,
        /** A zero-length poll before it, in the same segment. */
        AFTER_POLL,
        /** The last field's last byte is not what its format allows. */
        BAD_LAST_FIELD,
        /** The end is missing. */
        CUT,
        /** Bytes that are no message of any dialect, in a good frame. */
        NOISE
    }

    public Request {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public Optional<String> field(int number) {
        return Optional.ofNullable(fields.get(number));
    }

    /** The field's text, empty where it is not there. */
    public String text(int number) {
        return fields.getOrDefault(number, "");
    }

    /** DE4, 0 where it is not there. */
    public long amount() {
        String digits = text(4);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /** MTI digits 2 and 3. */
    public String messageClass() {
        return mti.substring(1, 3);
    }

    /** Whether the sender marks it as sent before. */
    public boolean isRepeat() {
        return mti.charAt(3) % 2 == 1;
    }

    /** The type that answers it. */
    public String responseMti() {
        char origin = mti.charAt(3);
        return mti.substring(0, 2) + (char) (mti.charAt(2) + 1) + (char) (origin - origin % 2);
    }

    /** This message with one more field, or with another value in it. */
    public Request with(int number, String value) {
        Map<Integer, String> changed = new TreeMap<>(fields);
        changed.put(number, value);
        return new Request(
                this.number,
                kind,
                account,
                card,
                mti,
                new TreeMap<>(changed),
                approvalCodeOf,
                form);
    }

    /** The same message, marked as sent before. */
    Request repeated() {
        return of(number, mti.substring(0, 3) + (char) (mti.charAt(3) | 1));
    }

    /** The same message at another position. */
    Request numbered(int position) {
        return of(position, mti);
    }

    private Request of(int position, String type) {
        return new Request(position, kind, account, card, type, fields, approvalCodeOf, form);
    }

    /** The natural key as one text (docs/authorization.md, section 5). */
    public String key() {
        return String.join("|", messageClass(), text(32), text(11), text(7), text(37), text(41));
    }

    /** Number, kind and type; never a field. */
    @Override
    public String toString() {
        return "message " + number + " (" + kind + " " + mti + ", card " + card + ")";
    }
}
