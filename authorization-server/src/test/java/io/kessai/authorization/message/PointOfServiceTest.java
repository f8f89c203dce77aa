package io.kessai.authorization.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.PointOfService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where and how the card was presented, in every dialect. */
class PointOfServiceTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    iso87-ascii    |                                  | none unknown
                    iso87-ascii    | 22=011; 19=392                   | JP manual
                    iso87-binary   | 22=021; 19=840                   | US magstripe
                    iso87-binary   | 22=901; 19=999                   | none magstripe
                    iso87-ascii    | 43=SHOP                    TOKYO         JP; 19=840 | JP unknown
                    iso87-binary   | 43=SHOP                                   .; 19=840 | US unknown
                    visa-base1     | 43=SHOP                    TOKYO         JP | JP unknown
                    mastercard-cis | 43=SHOP                                 JPN | JP unknown
                    iso87-ascii    | 22=051                           | none chip
                    iso87-ascii    | 22=071                           | none contactless
                    iso87-ascii    | 22=911                           | none contactless-magstripe
                    iso87-ascii    | 22=101                           | none on-file
                    iso87-ascii    | 22=812                           | none ecommerce
                    iso93-ascii    | 22=000000200000; 24=100; 19=250  | FR magstripe
                    iso93-binary   | 22=000000500000; 24=100          | none chip
                    iso93-binary   | 22=000000600000; 24=100          | none manual
                    visa-base1     | 22=0710; 19=392                  | JP contactless
                    mastercard-cis | 61=00000000003008400000000000    | US unknown
                    """)
    void isWhatTheFieldsSay(String dialect, String fields, String expected) {
        PointOfService found =
                CircumstancesTest.request(dialect, fields == null ? "" : fields).pointOfService();
        assertEquals(
                expected,
                (found.country().isEmpty() ? "none" : found.country())
                        + " "
                        + found.entryMode().word());
    }
}
