package io.kessai.baseii;

import io.kessai.domain.AcquirerReferenceNumber;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import io.kessai.domain.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a transaction out of fields named as in the layout table.
 *
 * <p>Setting a field adds its TCR; TCR 0 is always there. What is not set is blank, or zeros where
 * the table wants a number. Nothing is checked but that content fits its field: transactions at
 * fault can be built. Not thread-safe.
 */
public final class BaseIITransactionBuilder {
    private static final RecordLocation NOWHERE = new RecordLocation("", 0, 0, 0);

    private final TransactionCode code;
    private final Layout layout;
    private final Map<Character, byte[]> tcrs = new TreeMap<>();
    private char qualifier = '0';

    private BaseIITransactionBuilder(TransactionCode code, Layout layout) {
        this.code = code;
        this.layout = layout;
        tcr('0');
    }

    /** Starts a transaction of this code. */
    public static BaseIITransactionBuilder of(TransactionCode code) {
        return new BaseIITransactionBuilder(code, Layout.of(code));
    }

    /**
     * Starts a returned item: its records look as those of {@code original}.
     *
     * @param code 01 to 04
     */
    public static BaseIITransactionBuilder returned(
            TransactionCode code, TransactionCode original) {
        return new BaseIITransactionBuilder(code, Layout.of(original))
                .text("original-code", original.toString());
    }

    /** The TC qualifier, position 3 of every TCR; 0 where it is not set. */
    public BaseIITransactionBuilder qualifier(char sent) {
        qualifier = sent;
        return this;
    }

    /**
     * Sets a field to a text, left-justified.
     *
     * @throws IllegalArgumentException if there is no such field or the text is too long for it
     */
    public BaseIITransactionBuilder text(String fieldName, String text) {
        LayoutField field = field(fieldName);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        require(bytes.length <= field.length(), fieldName);
        byte[] tcr = tcr(field.tcr());
        Arrays.fill(tcr, field.from(), field.to(), (byte) ' ');
        System.arraycopy(bytes, 0, tcr, field.from(), bytes.length);
        return this;
    }

    /**
     * Sets a field to a number with leading zeros.
     *
     * @throws IllegalArgumentException if there is no such field or the number does not fit it
     */
    public BaseIITransactionBuilder number(String fieldName, long number) {
        LayoutField field = field(fieldName);
        String digits = Long.toString(number);
        require(number >= 0 && digits.length() <= field.length(), fieldName);
        return text(fieldName, "0".repeat(field.length() - digits.length()) + digits);
    }

    /** Sets {@code account-number}. */
    public BaseIITransactionBuilder pan(Pan pan) {
        return pan("account-number", pan);
    }

    /**
     * Sets a field to a card number.
     *
     * @throws IllegalArgumentException if there is no such field or the number cannot be written
     *     there: it is too long, or its digits 17 to 19 are 000, which means none
     */
    public BaseIITransactionBuilder pan(String fieldName, Pan pan) {
        LayoutField field = field(fieldName);
        require(field.format().isCardNumber(), fieldName);
        CardNumber.write(pan, tcr(field.tcr()), field.from(), field.to());
        return this;
    }

    public BaseIITransactionBuilder acquirerReference(AcquirerReferenceNumber reference) {
        return text("acquirer-reference-number", reference.text());
    }

    /** Sets {@code purchase-date}, or {@code event-date} of a fee: the year is not sent. */
    public BaseIITransactionBuilder purchaseDate(LocalDate date) {
        String name = layout.field("purchase-date").isPresent() ? "purchase-date" : "event-date";
        return number(name, date.getMonthValue() * 100L + date.getDayOfMonth());
    }

    /** Sets {@code central-processing-date}: the last digit of the year and the day of it. */
    public BaseIITransactionBuilder centralProcessingDate(LocalDate date) {
        return text("central-processing-date", BaseIIDates.yearDay(date).substring(1));
    }

    /** Sets {@code source-amount} and {@code source-currency}. */
    public BaseIITransactionBuilder sourceAmount(Money amount) {
        return amount("source-amount", "source-currency", amount);
    }

    /** Sets {@code destination-amount} and {@code destination-currency}. */
    public BaseIITransactionBuilder destinationAmount(Money amount) {
        return amount("destination-amount", "destination-currency", amount);
    }

    /** Sets {@code authorized-amount}, {@code total-authorized-amount} and their currency. */
    public BaseIITransactionBuilder authorizedAmount(Money amount, Money total) {
        amount("total-authorized-amount", "authorized-currency", total);
        return amount("authorized-amount", "authorized-currency", amount);
    }

    public BaseIITransactionBuilder clearingSequence(ClearingSequence sequence) {
        number("clearing-sequence-number", sequence.number());
        return number("clearing-sequence-count", sequence.count());
    }

    public BaseIITransactionBuilder interchangeFee(InterchangeFee fee) {
        number("interchange-fee", fee.millionths());
        return text("interchange-fee-sign", fee.direction() == Direction.CREDIT ? "C" : "D");
    }

    /** The transaction; its location is nowhere. The builder may be used on. */
    public BaseIITransaction build() {
        return build(BaseIITransaction.NO_DATE);
    }

    /** As {@link #build()}, dates resolved against a file of that date. */
    public BaseIITransaction build(LocalDate fileDate) {
        byte[] data = new byte[tcrs.size() * Layout.TCR_LENGTH];
        int at = 0;
        for (byte[] tcr : tcrs.values()) {
            System.arraycopy(tcr, 0, data, at, Layout.TCR_LENGTH);
            if (!code.equals(TransactionCode.FILE_HEADER)) {
                data[at + 2] = (byte) qualifier;
            }
            at += Layout.TCR_LENGTH;
        }
        return new BaseIITransaction(NOWHERE, data, fileDate);
    }

    private BaseIITransactionBuilder amount(String amount, String currency, Money money) {
        number(amount, money.minorUnits());
        return text(currency, money.currency().digits());
    }

    private LayoutField field(String fieldName) {
        return layout.field(fieldName)
                .or(() -> Layout.of(code).field(fieldName))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "TC " + code + " has no field " + fieldName));
    }

    private byte[] tcr(char number) {
        return tcrs.computeIfAbsent(number, this::blank);
    }

    private byte[] blank(char number) {
        byte[] tcr = new byte[Layout.TCR_LENGTH];
        Arrays.fill(tcr, (byte) ' ');
        tcr[0] = (byte) ('0' + code.number() / 10);
        tcr[1] = (byte) ('0' + code.number() % 10);
        tcr[3] = (byte) number;
        fillNumbers(layout, number, tcr);
        if (code.isReturned()) {
            fillNumbers(Layout.of(code), number, tcr);
        }
        return tcr;
    }

    private static void fillNumbers(Layout layout, char number, byte[] tcr) {
        for (LayoutField field : layout.fields()) {
            if (field.tcr() == number) {
                Arrays.fill(tcr, field.from(), field.to(), (byte) field.format().filler());
            }
        }
    }

    private static void require(boolean fits, String fieldName) {
        if (!fits) {
            throw new IllegalArgumentException("the content does not fit " + fieldName);
        }
    }
}
