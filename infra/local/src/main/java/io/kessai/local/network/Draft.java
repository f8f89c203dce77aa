package io.kessai.local.network;

import java.util.Optional;
import java.util.TreeMap;

/** A message of a story before it has its place in the day. Confined to the generating thread. */
final class Draft {
    final Kind kind;
    final int account;
    final int card;
    final TreeMap<Integer, String> fields;
    String mti;
    Request.Form form = Request.Form.WHOLE;

    /** The message whose approval code is to be sent in DE38. */
    Optional<Draft> approvalCodeOf = Optional.empty();

    private int number = -1;

    Draft(Kind kind, int account, int card, String mti, TreeMap<Integer, String> fields) {
        this.kind = kind;
        this.account = account;
        this.card = card;
        this.mti = mti;
        this.fields = fields;
    }

    Draft set(int field, String value) {
        fields.put(field, value);
        return this;
    }

    Draft drop(int field) {
        fields.remove(field);
        return this;
    }

    Draft form(Request.Form value) {
        form = value;
        return this;
    }

    String text(int field) {
        return fields.getOrDefault(field, "");
    }

    /** DE4 as a number. */
    long amount() {
        return Long.parseLong(text(4));
    }

    /** DE4. */
    Draft amount(long minorUnits) {
        return set(4, SeededCards.digits(minorUnits, 12));
    }

    /** DE95: how much of its original a reversal leaves. */
    Draft leaving(long target) {
        return set(95, SeededCards.digits(target, 12) + "0".repeat(12) + "C00000000C00000000");
    }

    /** The same message again, as another kind of message. */
    Draft again(Kind as, boolean marked) {
        Draft copy = new Draft(as, account, card, mti, new TreeMap<>(fields));
        copy.approvalCodeOf = approvalCodeOf;
        if (marked) {
            copy.mti = mti.substring(0, 3) + "1";
        }
        return copy;
    }

    /** Gives it its place in the day. */
    Request place(int place) {
        number = place;
        return request();
    }

    /** The message as it is now; number -1 before it has a place. */
    Request request() {
        return new Request(
                number,
                kind,
                account,
                card,
                mti,
                fields,
                approvalCodeOf.map(draft -> draft.number),
                form);
    }
}
