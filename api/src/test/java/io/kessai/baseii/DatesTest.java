package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates without a year, a decade or a century. */
class DatesTest {

    @ParameterizedTest(name = "{0}: {1} in a file of {3}, processed {2}, is {4}")
    @CsvSource({
        "the same day,                      1121, 6325, 2026-11-21, 2026-11-21",
        "the day before,                    1120, 6325, 2026-11-21, 2026-11-20",
        "a day ahead over the date line,    1122, 6325, 2026-11-21, 2026-11-22",
        "two days ahead is a year ago,      1123, 6325, 2026-11-21, 2025-11-23",
        "December in a file of January,     1231, 7001, 2027-01-02, 2026-12-31",
        "processed a day after the file,    0701, 6182, 2026-06-30, 2026-07-01",
        "processed in the last decade,      1231, 9365, 2030-01-02, 2029-12-31",
        "29 February of the last leap year, 0229, 6325, 2026-11-21, 2024-02-29",
        "no processing date: the file's,    1120, 0000, 2026-11-21, 2026-11-20",
        "processing date unreadable,        1120, XXXX, 2026-11-21, 2026-11-20",
        "day 366 of no leap year,           1120, 6366, 2026-11-21, 2016-11-20",
        "30 February,                       0230, 6325, 2026-11-21, none",
        "zeros,                             0000, 6325, 2026-11-21, none"
    })
    void aPurchaseDateIsTheLatestThatCanBe(
            String name, String sent, String processed, LocalDate file, String expected) {
        BaseIITransaction draft =
                BaseIITransactionBuilder.of(TransactionCode.SALES_DRAFT)
                        .text("purchase-date", sent)
                        .text("central-processing-date", processed)
                        .build(file);
        assertEquals(expected, draft.purchaseDate().map(LocalDate::toString).orElse("none"), name);
    }

    @ParameterizedTest
    @CsvSource({"26325, 2026-11-21", "24366, 2024-12-31", "26366, none", "26000, none"})
    void aHeadersDateIsOfThisCentury(int sent, String expected) {
        assertEquals(expected, BaseIIDates.yearDay(sent).map(LocalDate::toString).orElse("none"));
    }
}
