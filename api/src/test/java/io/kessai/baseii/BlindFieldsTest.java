package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the trailers' totals cannot see: all of a sales draft but its two amounts. The settlement
 * totals of the network see direction and currency where the file has them: SettlementControlTest.
 */
class BlindFieldsTest {
    private static final int LINE = 169;

    @Test
    void theTotalsSeeTheTwoAmountsAndNothingElseOfADraft() throws IOException {
        BaseIITransaction draft =
                RoundTripTest.filled(TransactionCode.SALES_DRAFT, 0xFF, new Random(1));
        byte[] file = RoundTripTest.file(BaseIIFraming.asciiLines(), List.of(draft));
        List<String> seen = new ArrayList<>();
        for (LayoutField field : Layout.of(TransactionCode.SALES_DRAFT).fields()) {
            byte[] changed = file.clone();
            int digit = lineOf(file, field.tcr()) * LINE + field.to() - 1;
            changed[digit] = (byte) (changed[digit] == '5' ? '6' : '5');
            if (!RoundTripTest.check(changed).isBalanced()) {
                seen.add(field.name());
            }
        }
        assertEquals(List.of("destination-amount", "source-amount"), seen);
    }

    /** Direction: a draft (05) becomes a credit (06), or its own reversal (25). */
    @Test
    void anotherTransactionCodeIsNotSeen() throws IOException {
        for (String code : List.of("06", "07", "25", "15")) {
            byte[] file = oneDraft();
            for (int line = 1; file[line * LINE] == '0' && file[line * LINE + 1] == '5'; line++) {
                file[line * LINE] = (byte) code.charAt(0);
                file[line * LINE + 1] = (byte) code.charAt(1);
            }
            assertTrue(RoundTripTest.check(file).isBalanced(), code);
        }
    }

    /** Currency: euros become dollars, and every field is still sound. */
    @Test
    void anotherCurrencyIsNotSeen() throws IOException {
        byte[] file = oneDraft();
        for (String field : List.of("source-currency", "destination-currency")) {
            LayoutField currency =
                    Layout.of(TransactionCode.SALES_DRAFT).fields().stream()
                            .filter(candidate -> candidate.name().equals(field))
                            .findFirst()
                            .orElseThrow();
            System.arraycopy(
                    "840".getBytes(StandardCharsets.US_ASCII), 0, file, LINE + currency.from(), 3);
        }
        BaseIIFileSummary summary = RoundTripTest.check(file);
        assertTrue(summary.isBalanced());
        assertEquals(0, summary.damaged());
    }

    private static byte[] oneDraft() throws IOException {
        BaseIITransaction draft =
                RoundTripTest.filled(TransactionCode.SALES_DRAFT, 0xFF, new Random(1));
        return RoundTripTest.file(BaseIIFraming.asciiLines(), List.of(draft));
    }

    /** The header is line 0, the draft follows. */
    private static int lineOf(byte[] file, char tcr) {
        int line = 1;
        while (file[line * LINE + 3] != tcr) {
            line++;
        }
        return line;
    }
}
