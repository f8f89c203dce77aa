package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import io.kessai.domain.Direction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file's interchange is booked once, exact until it is rounded. */
@Tag("database")
class PostFeesTest {

    @ParameterizedTest
    @CsvSource({
        "392, 499999, 0, -499999",
        "392, 500000, 1, 500000",
        "840, 4999, 0, -4999",
        "840, 5000, 1, 5000",
        "840, 1234567, 123, -4567",
        "414, 1234500, 1235, 500",
        "998, 1234567, -1, -1234567"
    })
    void a_total_is_rounded_half_up_and_the_difference_is_known(
            int currency, long millionths, long minorUnits, long rounding) {
        FeeTotal total =
                new FeeTotal(
                        "S1", LocalDate.of(2026, 11, 23), Direction.CREDIT, currency, millionths);
        assertEquals(minorUnits, total.money().map(money -> money.minorUnits()).orElse(-1L));
        assertEquals(rounding, total.roundingMillionths());
    }

    @Test
    void a_file_is_booked_by_service_currency_direction_and_date_exactly_once()
            throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 100, 1, 1000);
            books.present(1, 100, 1, 1000);
            books.run(
                    """
                    update clearing_records set fee_direction = 'debit', fee_millionths = 3000000
                    where number = 7;
                    update clearing_records set settlement_service = 'S2', fee_currency = 840,
                        fee_millionths = 15000
                    where number = 8
                    """);
            PostFees fees = new PostFees(books.batch(), PostSettings.DEFAULT);
            assertThrows(IllegalStateException.class, () -> fees.run(1));
            new Post(books.batch(), PostSettings.DEFAULT, NightBooks.NO_TOLERANCE)
                    .run(1, Shard.WHOLE, PostProgress.UNSEEN, Pace.full());
            List<FeeTotal> totals = fees.run(1);
            assertEquals(totals, fees.run(1));
            assertEquals(
                    List.of(3_000_000L, 98 * 12_345L, 15_000L),
                    totals.stream()
                            .map(FeeTotal::millionths)
                            .sorted((a, b) -> Long.compare(b, a))
                            .toList());
            assertEquals(
                    List.of(
                            "clearing-fees:1:S1:392:credit:2026-11-23 interchange credit 1 392",
                            "clearing-fees:1:S1:392:credit:2026-11-23 settlement debit 1 392",
                            "clearing-fees:1:S1:392:debit:2026-11-23 interchange debit 3 392",
                            "clearing-fees:1:S1:392:debit:2026-11-23 settlement credit 3 392",
                            "clearing-fees:1:S2:840:credit:2026-11-23 interchange credit 2 840",
                            "clearing-fees:1:S2:840:credit:2026-11-23 settlement debit 2 840"),
                    books.rows(
                            """
                            select t.natural_key, p.ledger_account, p.direction, p.amount,
                                p.currency
                            from ledger_transactions t
                            join ledger_postings p on p.transaction_id = t.id
                            where t.kind = 'clearing_fees' order by 1, p.line\
                            """));
        }
    }
}
