package io.kessai.clearing.rates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.Currency;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.ExchangeRate;
import io.kessai.domain.OperatingException;
import io.kessai.domain.Product;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of a file of rates, and what each wrong line is told. */
class RateFileTest {
    private static final Currency USD = Currency.ofCode("USD").orElseThrow();
    private static final Currency JPY = Currency.ofCode("JPY").orElseThrow();
    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");

    @Test
    void lines_are_rates_markups_days_sources_and_comments() {
        RateFile file =
                RateFile.parse(
                        "f",
                        """
                        # of the central bank
                        days 2
                        source central bank

                        rate USD JPY 155.250 from 2026-11-20T00:00:00Z
                        source by hand
                          rate JPY USD 0.0064   from 2026-11-20T00:00:00Z
                        markup standard 250 from 2026-11-20T00:00:00Z
                        markup gold 0 from 2026-11-20T00:00:00Z
                        """);
        Instant until = Instant.parse("2026-11-22T00:00:00Z");
        assertEquals(
                List.of(
                        new RateFile.Rate(5, USD, JPY, rate("155.25"), DAY, until, "central bank"),
                        new RateFile.Rate(7, JPY, USD, rate("0.0064"), DAY, until, "by hand")),
                file.rates());
        assertEquals(
                List.of(
                        new RateFile.Markup(8, Product.STANDARD, 250, DAY),
                        new RateFile.Markup(9, new Product("gold"), 0, DAY)),
                file.markups());
    }

    @Test
    void a_rate_counts_for_four_days_unless_the_file_says_otherwise() {
        RateFile file = RateFile.parse("f", "rate USD JPY 1 from 2026-11-20T00:00:00Z");
        assertEquals(Instant.parse("2026-11-24T00:00:00Z"), file.rates().getFirst().validUntil());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    rates USD JPY 1                                | 'rates' begins no line; begin with rate, markup, days, source or #
                    rate USD JPY 155.25                            | a rate is two currencies, a decimal and from when it counts; write 'rate USD JPY 155.25 from 2026-11-20T00:00:00Z'
                    rate USD JPY 1 until 2026-11-20T00:00:00Z      | a rate is two currencies, a decimal and from when it counts; write 'rate USD JPY 155.25 from 2026-11-20T00:00:00Z'
                    rate usd JPY 1 from 2026-11-20T00:00:00Z       | 'usd' is no currency; write a code of ISO 4217, such as JPY
                    rate USD XXX 1 from 2026-11-20T00:00:00Z       | 'XXX' is no currency; write a code of ISO 4217, such as JPY
                    rate USD USD 1 from 2026-11-20T00:00:00Z       | a rate is of two currencies; write another one than USD twice
                    rate USD JPY 0 from 2026-11-20T00:00:00Z       | '0' is no rate; write a decimal above zero, such as 155.25, of at most 18 digits and 12 decimals
                    rate USD JPY 1,5 from 2026-11-20T00:00:00Z     | '1,5' is no rate; write a decimal above zero, such as 155.25, of at most 18 digits and 12 decimals
                    rate USD JPY 1 from 2026-11-20                 | '2026-11-20' is no moment; write it to the second in UTC, such as 2026-11-20T00:00:00Z
                    rate USD JPY 1 from 2026-11-20T00:00:00.5Z     | '2026-11-20T00:00:00.5Z' is no moment; write it to the second in UTC, such as 2026-11-20T00:00:00Z
                    rate USD JPY 1 from 2026-11-20T09:00:00+09:00  | '2026-11-20T09:00:00+09:00' is no moment; write it to the second in UTC, such as 2026-11-20T00:00:00Z
                    markup standard 250                            | a markup is a product, basis points and from when it counts; write 'markup standard 250 from 2026-11-01T00:00:00Z'
                    markup Gold 250 from 2026-11-20T00:00:00Z      | 'Gold' is no product; write 1 to 32 lower-case letters, digits and -
                    markup gold 10001 from 2026-11-20T00:00:00Z    | '10001' is no number of basis points; write 0 to 10000
                    markup gold -1 from 2026-11-20T00:00:00Z       | '-1' is no number of basis points; write 0 to 10000
                    days 0                                         | '0' is no number of days; write 1 to 31
                    days 32                                        | '32' is no number of days; write 1 to 31
                    days                                           | the days for which rates count stand once, above the rates; write 'days 4' there
                    source Bänk                                    | a source is short and plain; write at most 100 printable ASCII characters
                    """)
    void a_wrong_line_is_told_its_rule_and_remedy(String line, String told) {
        assertEquals("f, line 2: " + told, refusal("# first\n" + line));
    }

    @Test
    void nothing_stands_twice_and_days_above() {
        String rate = "rate USD JPY 1 from 2026-11-20T00:00:00Z\n";
        assertEquals(
                "f, line 2: the rate USD JPY from 2026-11-20T00:00:00Z stands in line 1 already;"
                        + " leave one of them out",
                refusal(rate + rate));
        assertEquals(
                "f, line 2: the days for which rates count stand once, above the rates; write"
                        + " 'days 4' there",
                refusal(rate + "days 4"));
        String markup = "markup gold 1 from 2026-11-20T00:00:00Z\n";
        assertEquals(
                "f, line 2: the markup of gold from 2026-11-20T00:00:00Z stands in line 1 already;"
                        + " leave one of them out",
                refusal(markup + markup));
    }

    @Test
    void a_file_that_says_nothing_is_refused() {
        assertEquals(
                "f: there is neither rate nor markup; write 'rate USD JPY 155.25 from"
                        + " 2026-11-20T00:00:00Z'",
                refusal("# nothing\ndays 4\n"));
        OperatingException missing =
                assertThrows(
                        OperatingException.class, () -> RateFile.read(Path.of("no-such-file")));
        assertEquals("no-such-file: the file cannot be read", missing.getMessage());
    }

    private static ExchangeRate rate(String decimal) {
        return ExchangeRate.of(decimal).orElseThrow();
    }

    private static String refusal(String text) {
        OperatingException refused =
                assertThrows(OperatingException.class, () -> RateFile.parse("f", text));
        assertEquals(ErrorCode.CONFIGURATION_REFUSED, refused.code());
        return String.valueOf(refused.getMessage());
    }
}
