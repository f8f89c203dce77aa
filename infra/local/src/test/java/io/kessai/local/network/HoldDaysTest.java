package io.kessai.local.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks' own statement of how long the programme holds (docs/authorization.md, 7). */
class HoldDaysTest {

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}: {5}")
    @CsvSource({
        // dialect, DE18, DE22, DE25, DE4, days
        "iso87-ascii, 5411, 051, 00, 1000, 7",
        "iso93-binary, 7011, 051, 00, 1000, 7",
        "mastercard-cis, 7011, 051, 00, 1000, 7",
        "mastercard-cis, 5541, 051, 00, 1, 1",
        "visa-base1, 5411, 051, 00, 1000, 5",
        "visa-base1, 5411, 011, 59, 1000, 10",
        "visa-base1, 5411, 011, 08, 1000, 7",
        "visa-base1, 7011, 051, 00, 1000, 30",
        "visa-base1, 3350, 051, 00, 1000, 5",
        "visa-base1, 3351, 051, 00, 1000, 30",
        "visa-base1, 3999, 051, 00, 1000, 30",
        "visa-base1, 4000, 051, 00, 1000, 5",
        "visa-base1, 4411, 051, 00, 1000, 30",
        "visa-base1, 7033, 051, 00, 1000, 30",
        "visa-base1, 7512, 051, 00, 1000, 30",
        "visa-base1, 7513, 051, 00, 1000, 30",
        "visa-base1, 7514, 051, 00, 1000, 5",
        "visa-base1, 5542, 051, 00, 1, 1",
        "visa-base1, 5542, 051, 00, 2, 5",
        "'', 5542, 051, 00, 2, 7",
    })
    void areThoseOfTheSpecification(
            String dialect, String category, String entry, String condition, long yen, int days) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(4, SeededCards.digits(yen, 12));
        fields.put(18, category);
        fields.put(22, entry);
        fields.put(25, condition);
        fields.put(49, "392");
        assertEquals(days, HoldDays.of(request(fields), dialect));
    }

    @ParameterizedTest
    @CsvSource({"iso87-ascii, 5411, 7", "visa-base1, 5411, 5", "visa-base1, 7011, 30"})
    void aMerchantThatAsksByItselfHasItsOwn(String dialect, String category, int days) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(4, "000000001000");
        fields.put(18, category);
        fields.put(22, "100");
        fields.put(49, "392");
        fields.put(60, SimulatedControls.Denied.RECURRING);
        assertEquals(days, HoldDays.of(request(fields), dialect));
    }

    @ParameterizedTest(name = "{0} of currency {1} is a unit of what is billed: {2}")
    @CsvSource({"000000000100, 840, 1", "000000000101, 840, 7", "000000001000, 414, 1"})
    void aUnitIsOneOfTheBillingCurrency(String billed, String currency, int days) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(4, "000000005000");
        fields.put(6, billed);
        fields.put(18, "5542");
        fields.put(49, "392");
        fields.put(51, currency);
        assertEquals(days, HoldDays.of(request(fields), HoldDays.NO_DIALECT));
    }

    private static Request request(TreeMap<Integer, String> fields) {
        return new Request(
                1, Kind.PURCHASE, 1, 1, "0100", fields, Optional.empty(), Request.Form.WHOLE);
    }
}
