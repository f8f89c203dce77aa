package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Ebcdic;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of layouts: complete, and positions as the public sources give them. */
class LayoutTableTest {

    @Test
    void everyFieldWithAnAccessorIsInTheTable() {
        String missing =
                Arrays.stream(KnownField.values())
                        .map(KnownField::tableName)
                        .filter(
                                name ->
                                        Layout.all().stream()
                                                .noneMatch(l -> l.field(name).isPresent()))
                        .collect(Collectors.joining(", "));
        assertEquals("", missing);
    }

    @ParameterizedTest
    @CsvSource({
        "5, account-number, 0, 5, 23",
        "5, acquirer-reference-number, 0, 27, 49",
        "5, purchase-date, 0, 58, 61",
        "5, destination-amount, 0, 62, 73",
        "5, source-amount, 0, 77, 88",
        "7, merchant-name, 0, 92, 116",
        "25, usage-code, 0, 147, 147",
        "37, authorization-code, 0, 152, 157",
        "5, collection-only-flag, 0, 161, 161",
        "5, central-processing-date, 0, 164, 167",
        "5, card-acceptor-id, 1, 81, 95",
        "5, terminal-id, 1, 96, 103",
        "5, cashback, 1, 158, 166",
        "5, transaction-id, 5, 5, 19",
        "5, clearing-sequence-number, 5, 45, 46",
        "5, total-authorized-amount, 5, 50, 61",
        "5, interchange-fee, 5, 92, 106",
        "5, cryptogram, 7, 49, 64",
        "10, account-number, 0, 28, 46",
        "20, source-amount, 0, 62, 73",
        "2, return-source-amount, 9, 39, 50",
        "46, settlement-date, 0, 66, 72",
        "46, net-amount, 1, 76, 90",
        "90, processing-date, 0, 9, 13",
        "90, test-indicator, 0, 30, 33",
        "90, file-id, 0, 77, 79",
        "91, destination-total, 0, 16, 30",
        "92, monetary-count, 0, 31, 42",
        "92, tcr-count, 0, 49, 60",
        "91, transaction-count, 0, 75, 83",
        "92, source-total, 0, 102, 116"
    })
    void aFieldStandsWhereTheSourcesSay(int code, String name, char tcr, int first, int last) {
        LayoutField field = Layout.of(TransactionCode.of(code)).field(name).orElseThrow();
        assertEquals(
                tcr + " " + first + " " + last,
                field.tcr() + " " + (field.from() + 1) + " " + field.to());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a | 5 | 6 | n | file; line 1: a field stands above the first layout",
                "layout x | 5,a | 5 | 6 | m | file; line 2: no format is called m",
                "layout x | 5,a | 6 | 5 | n | file; line 2: the positions are no span",
                "layout x | 5,a | 5 | 169 | n | file; line 2: 169 is too big",
                "layout x | 5,a | 5 | 6 | n | none; line 2: no fault is called none",
                "layout x | 5,a | 5 | 6 | n; line 2: the line needs 5 columns",
                "layout x | 5,a | 5 | 6 | n | -,b | 6 | 7 | n | -; line 3: the field overlaps a",
                "layout x | 5,a | 5 | 6 | n | -,a | 7 | 7 | n | -; line 3: two fields have this name",
            })
    void aTableAtFaultStopsTheProgramAtItsLine(String lines, String message) {
        String text = lines.replace(',', '\n');
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> LayoutParser.parse(text));
        assertEquals("base-ii.layout, " + message, fault.getMessage());
    }

    @Test
    void ebcdicHasEveryCharacterOnce() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] there = all.clone();
        Ebcdic.fromLatin(there);
        assertTrue(!Arrays.equals(all, there));
        Ebcdic.toLatin(there);
        assertEquals(Arrays.toString(all), Arrays.toString(there));
    }
}
