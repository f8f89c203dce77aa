package io.kessai.authorization.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.Product;
import io.kessai.grpc.type.v1.Money;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "550e8400-e29b-41d4-a716-446655440000",
                "load:2026-11-21.7",
                "123456789012"
            })
    void these_are_request_ids(String text) {
        assertEquals(text, Fields.requestId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "日本",
                "a\n",
                "x4111111111111111",
                "1234567890123",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void these_are_none(String text) {
        assertEquals("request_id", refusedField(() -> Fields.requestId(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "for 4111 1111 1111 1111", "for 4111-1111-1111-1111", "a\u0000b"})
    void a_reason_that_is_empty_or_could_hold_a_card_number_is_refused(String text) {
        assertEquals("reason", refusedField(() -> Fields.reason(text)));
    }

    @Test
    void a_product_is_standard_where_none_is_named() {
        assertEquals(Product.STANDARD, Fields.product("product", ""));
        assertEquals(new Product("gold-2"), Fields.product("product", "gold-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "Gold", "gold_2", "a23456789012345678901234567890123"})
    void a_name_that_is_no_products_is_refused(String name) {
        assertEquals("product", refusedField(() -> Fields.product("product", name)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # units            | currency | refused field
                    1                  | JPY      | ''
                    1000000000000000   | JPY      | ''
                    1000000000000001   | JPY      | amount.minor_units
                    0                  | JPY      | amount.minor_units
                    -1                 | JPY      | amount.minor_units
                    1                  | jpy      | amount.currency
                    1                  | XXX      | amount.currency
                    1                  | ''       | amount.currency
                    """)
    void amounts_are_positive_and_in_a_currency(long units, String currency, String field) {
        Money amount = Money.newBuilder().setMinorUnits(units).setCurrency(currency).build();
        if (field.isEmpty()) {
            assertEquals(units, Fields.amount("amount", amount).minorUnits());
        } else {
            assertEquals(field, refusedField(() -> Fields.amount("amount", amount)));
        }
    }

    @ParameterizedTest
    @CsvSource({"2028-02, 2028-02-29", "2029-02, 2029-02-28", "2029-12, 2029-12-31"})
    void a_card_is_valid_through_the_last_day_of_its_month(String month, LocalDate last) {
        assertEquals(last, Fields.lastDay("expires", month));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2912", "2029-13", "2029-00", "2029-1", "1999-12", "2029-12-31"})
    void anything_else_is_no_month(String text) {
        assertEquals("expires", refusedField(() -> Fields.lastDay("expires", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "411111111111",
                "41111111111111111111",
                "4111111111111112",
                "41111111111111a1"
            })
    void a_card_number_has_13_to_19_digits_and_its_check_digit(String text) {
        assertEquals("pan", refusedField(() -> Fields.pan(text)));
    }

    private static String refusedField(Executable reading) {
        return assertThrows(InvalidFieldException.class, reading).field();
    }
}
