package io.kessai.authorization.card;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Money;
import io.kessai.domain.Pan;
import io.kessai.domain.Product;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * Reads the fields of requests into types that cannot be wrong. Each method throws {@link
 * InvalidFieldException} where it cannot. Specification: FieldsTest.
 */
public final class Fields {
    /** Largest amount and limit, in minor units; sums of many stay far from overflow. */
    static final long AMOUNT_MAX = 1_000_000_000_000_000L;

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{13,}");
    private static final Pattern GROUPED_NUMBER = Pattern.compile("[0-9](?:[ -]?[0-9]){12,}");
    private static final Pattern YEAR_MONTH = Pattern.compile("20[0-9]{2}-[0-9]{2}");
    private static final int REASON_LENGTH_MAX = 200;

    private Fields() {}

    /** The caller's natural key; nothing that could be a card number, because it is stored. */
    public static String requestId(String text) {
        require(
                REQUEST_ID.matcher(text).matches(),
                "request_id",
                "must be 1 to 64 letters, digits and _ . : -");
        requireNone(LONG_NUMBER, "request_id", text);
        return text;
    }

    /** An identity. */
    public static long id(String field, long value) {
        require(value > 0, field, "must be a positive identity");
        return value;
    }

    /** A limit in minor units. */
    static long limit(String field, long value) {
        require(value >= 0 && value <= AMOUNT_MAX, field, "must be 0 to 10^15 minor units");
        return value;
    }

    static Currency currency(String field, String code) {
        return Currency.ofCode(code)
                .orElseThrow(
                        () ->
                                new InvalidFieldException(
                                        field, "must be a code of ISO 4217, such as JPY"));
    }

    /** The name of a product; empty text is the standard one. */
    static Product product(String field, String name) {
        return name.isEmpty()
                ? Product.STANDARD
                : Product.of(name)
                        .orElseThrow(
                                () ->
                                        new InvalidFieldException(
                                                field,
                                                "must be 1 to 32 lower-case letters, digits and -"));
    }

    /** An amount of more than zero. */
    static Money amount(String field, io.kessai.grpc.type.v1.Money amount) {
        Currency currency = currency(field + ".currency", amount.getCurrency());
        long units = amount.getMinorUnits();
        require(
                units > 0 && units <= AMOUNT_MAX,
                field + ".minor_units",
                "must be 1 to 10^15 minor units");
        return Money.of(units, currency);
    }

    /** An amount of zero or more. */
    public static Money amountFromZero(String field, io.kessai.grpc.type.v1.Money amount) {
        Currency currency = currency(field + ".currency", amount.getCurrency());
        return Money.of(limit(field + ".minor_units", amount.getMinorUnits()), currency);
    }

    /**
     * Printable ASCII, as the fields of messages take it, without what could be a card number,
     * since it is stored; may be empty.
     */
    public static String text(String field, String text, int lengthMax) {
        require(
                text.length() <= lengthMax && text.chars().allMatch(c -> c >= ' ' && c <= '~'),
                field,
                "must be at most " + lengthMax + " printable ASCII characters");
        requireNone(LONG_NUMBER, field, text);
        return text;
    }

    static Direction direction(String field, io.kessai.grpc.type.v1.Direction direction) {
        return switch (direction) {
            case DIRECTION_DEBIT -> Direction.DEBIT;
            case DIRECTION_CREDIT -> Direction.CREDIT;
            case DIRECTION_UNSPECIFIED, UNRECOGNIZED ->
                    throw new InvalidFieldException(field, "must be debit or credit");
        };
    }

    /** Free text that is stored. */
    static String reason(String text) {
        require(
                !text.isBlank() && text.length() <= REASON_LENGTH_MAX,
                "reason",
                "must be 1 to 200 characters");
        require(
                text.chars().noneMatch(Character::isISOControl),
                "reason",
                "must hold no control characters");
        requireNone(GROUPED_NUMBER, "reason", text);
        return text;
    }

    /** A card number; a wrong check digit is for the decision to decline. */
    public static Pan anyPan(String digits) {
        return Pan.of(digits)
                .orElseThrow(() -> new InvalidFieldException("pan", "must be 13 to 19 digits"));
    }

    /** A card number with the right check digit. */
    static Pan pan(String digits) {
        Pan pan = anyPan(digits);
        require(pan.passesLuhn(), "pan", "must end with its Luhn check digit");
        return pan;
    }

    /** The last day of a month written YYYY-MM. */
    public static LocalDate lastDay(String field, String yearMonth) {
        require(YEAR_MONTH.matcher(yearMonth).matches(), field, "must be a month, YYYY-MM");
        try {
            return YearMonth.parse(yearMonth).atEndOfMonth();
        } catch (DateTimeException _) {
            throw new InvalidFieldException(field, "must be a month, YYYY-MM");
        }
    }

    private static void requireNone(Pattern mayBePan, String field, String text) {
        require(
                !mayBePan.matcher(text).find(),
                field,
                "must hold no run of 13 or more digits: it could be a card number");
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new InvalidFieldException(field, rule);
        }
    }
}
