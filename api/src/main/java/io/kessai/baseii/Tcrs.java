package io.kessai.baseii;

import io.kessai.domain.Currency;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of a transaction and the layout they are read by.
 *
 * <p>A field that is not there is read as blank. Immutable as long as its bytes are left alone.
 *
 * @param data TCRs of 168 ISO 8859-1 characters, one behind the other
 */
record Tcrs(byte[] data, TransactionCode code, Layout layout) {
    private static final int SEQUENCE_OFFSET = 3;

    /** 01 returned credit, 02 returned debit; 03 is not financial, 04 an advice. */
    private static final int LAST_RETURNED_AMOUNT = 2;

    static Tcrs of(byte[] data) {
        TransactionCode code = TransactionCode.of((int) Characters.number(data, 0, 2));
        Tcrs tcrs = new Tcrs(data, code, Layout.of(code));
        return code.isReturned() ? tcrs.with(layoutOfOriginal(tcrs)) : tcrs;
    }

    /** The same records, read by another layout. */
    Tcrs with(Layout other) {
        return new Tcrs(data, code, other);
    }

    int count() {
        return data.length / Layout.TCR_LENGTH;
    }

    /** The record's number; a file header has none and counts as 0. */
    char sequence(int index) {
        return code.equals(TransactionCode.FILE_HEADER)
                ? '0'
                : (char) (data[index * Layout.TCR_LENGTH + SEQUENCE_OFFSET] & 0xFF);
    }

    /** Where the record of this number starts, or -1. */
    int start(char tcr) {
        for (int i = 0; i < count(); i++) {
            if (sequence(i) == tcr) {
                return i * Layout.TCR_LENGTH;
            }
        }
        return -1;
    }

    /** The number, or -1 where it is not there or not digits. */
    long number(KnownField known) {
        LayoutField field = layout.field(known);
        int start = start(field.tcr());
        return start < 0 ? -1 : Characters.number(data, start + field.from(), start + field.to());
    }

    /** The first character, or a blank. */
    char character(KnownField known) {
        LayoutField field = layout.field(known);
        int start = start(field.tcr());
        return start < 0 ? ' ' : (char) (data[start + field.from()] & 0xFF);
    }

    /** The text without the blanks behind it; nothing where it is blank. */
    Optional<String> text(KnownField known) {
        return text(layout.field(known));
    }

    Optional<String> text(LayoutField field) {
        int start = start(field.tcr());
        if (start < 0) {
            return Optional.empty();
        }
        String text = Characters.text(data, start + field.from(), start + field.to());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The text, empty where it is blank. */
    String textOrEmpty(KnownField known) {
        return text(known).orElse("");
    }

    Optional<Pan> pan(KnownField known) {
        LayoutField field = layout.field(known);
        int start = start(field.tcr());
        return start < 0
                ? Optional.empty()
                : CardNumber.read(data, start + field.from(), start + field.to());
    }

    Optional<Currency> currency(KnownField known) {
        return Currency.ofNumeric((int) number(known));
    }

    /** Nothing where the amount or its currency cannot be read. */
    Optional<Money> money(KnownField amount, KnownField currency) {
        long minorUnits = number(amount);
        return minorUnits < 0
                ? Optional.empty()
                : currency(currency).map(known -> Money.of(minorUnits, known));
    }

    /** The digits of an amount; zero where blanks are allowed and there are only blanks. */
    OptionalLong minorUnits(KnownField known) {
        LayoutField field = layout.field(known);
        int start = start(field.tcr());
        if (start < 0) {
            return OptionalLong.empty();
        }
        long number = Characters.number(data, start + field.from(), start + field.to());
        if (number >= 0) {
            return OptionalLong.of(number);
        }
        boolean isZero =
                field.format() == FieldFormat.DIGITS_OR_BLANK
                        && Characters.isBlank(data, start + field.from(), start + field.to());
        return isZero ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** The characters as they are, blanks too; empty where the record is not there. */
    String sent(KnownField known) {
        LayoutField field = layout.field(known);
        int start = start(field.tcr());
        return start < 0
                ? ""
                : new String(
                        data, start + field.from(), field.length(), StandardCharsets.ISO_8859_1);
    }

    /** The layout of the item as it was sent; a draft's where a returned amount does not say. */
    private static Layout layoutOfOriginal(Tcrs returned) {
        long original = returned.number(KnownField.ORIGINAL_CODE);
        if (original < 0) {
            boolean isAmount = returned.code.number() <= LAST_RETURNED_AMOUNT;
            return isAmount ? Layout.of(TransactionCode.SALES_DRAFT) : Layout.NONE;
        }
        TransactionCode code = TransactionCode.of((int) original);
        return code.isReturned() || code.isEnvelope() ? Layout.NONE : Layout.of(code);
    }
}
