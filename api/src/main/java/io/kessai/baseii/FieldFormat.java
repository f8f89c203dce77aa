package io.kessai.baseii;

import io.kessai.domain.Currency;
import java.util.Optional;

/** What a field may contain, as the head of {@code base-ii.layout} tells. */
enum FieldFormat {
    DIGITS("n", false, "digits"),
    DIGITS_OR_BLANK("n?", true, "digits or blanks"),
    PAN("pan", false, "a card number of 13 to 19 digits"),
    PAN_OR_BLANK("pan?", true, "a card number of 13 to 19 digits or blanks"),
    CURRENCY("ccy", false, "a currency of ISO 4217"),
    CURRENCY_OR_NONE("ccy?", true, "a currency of ISO 4217 or 000"),
    MONTH_DAY("mmdd", false, "a month and a day"),
    MONTH_DAY_OR_NONE("mmdd?", true, "a month and a day or 0000"),
    YEAR_DAY("yyddd", false, "a year and a day of it"),
    YEAR_DAY_OR_NONE("yyddd?", true, "a year and a day of it or 00000"),
    CREDIT_DEBIT("cd", false, "C or D"),
    CREDIT_DEBIT_OR_BLANK("cd?", true, "C, D or a blank"),
    TEXT("text", true, "text");

    private final String word;
    private final boolean optional;
    private final String expectation;

    FieldFormat(String word, boolean optional, String expectation) {
        this.word = word;
        this.optional = optional;
        this.expectation = expectation;
    }

    /** The format the layout file calls by this word. */
    static Optional<FieldFormat> of(String word) {
        for (FieldFormat format : values()) {
            if (format.word.equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What must stand there, for people. */
    String expectation() {
        return expectation;
    }

    boolean isCardNumber() {
        return this == PAN || this == PAN_OR_BLANK;
    }

    boolean isCurrency() {
        return this == CURRENCY || this == CURRENCY_OR_NONE;
    }

    boolean isNumeric() {
        return this == DIGITS || this == DIGITS_OR_BLANK;
    }

    /** What a writer puts where nothing was set: zeros in numbers that must be there. */
    char filler() {
        return switch (this) {
            case DIGITS, DIGITS_OR_BLANK, CURRENCY_OR_NONE, CURRENCY, YEAR_DAY, YEAR_DAY_OR_NONE ->
                    '0';
            case MONTH_DAY, MONTH_DAY_OR_NONE -> '0';
            case PAN, PAN_OR_BLANK, CREDIT_DEBIT, CREDIT_DEBIT_OR_BLANK, TEXT -> ' ';
        };
    }

    /** Whether the characters are what the format says. */
    boolean accepts(byte[] text, int from, int to) {
        if (optional && isNothing(text, from, to)) {
            return true;
        }
        return switch (this) {
            case DIGITS, DIGITS_OR_BLANK -> Characters.leadingDigits(text, from, to) == to - from;
            case PAN, PAN_OR_BLANK -> CardNumber.digits(text, from, to) > 0;
            case CURRENCY, CURRENCY_OR_NONE -> currency(text, from, to).isPresent();
            case MONTH_DAY, MONTH_DAY_OR_NONE ->
                    BaseIIDates.isMonthDay((int) Characters.number(text, from, to));
            case YEAR_DAY, YEAR_DAY_OR_NONE ->
                    BaseIIDates.yearDay((int) Characters.number(text, from, to)).isPresent();
            case CREDIT_DEBIT, CREDIT_DEBIT_OR_BLANK -> text[from] == 'C' || text[from] == 'D';
            case TEXT -> true;
        };
    }

    static Optional<Currency> currency(byte[] text, int from, int to) {
        return Currency.ofNumeric((int) Characters.number(text, from, to));
    }

    private boolean isNothing(byte[] text, int from, int to) {
        return isNumeric()
                ? Characters.isBlank(text, from, to)
                : Characters.isBlankOrZero(text, from, to);
    }
}
