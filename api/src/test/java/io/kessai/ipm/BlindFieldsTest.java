package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What the trailer's totals cannot see: each field of a presentment in turn is sent with another
 * value its layout allows, and the file still balances without a fault. The settlement totals of
 * the network see direction and currency where the file has them: SettlementControlTest.
 */
class BlindFieldsTest {
    private static final String BLIND =
            """
            direction: DE 3, PDS 25
            currency: DE 49, DE 50, DE 51, PDS 148
            kind: MTI, DE 24
            amounts outside the checksum: DE 5, DE 6, DE 9, DE 10, PDS 146
            card: DE 2
            settlement: PDS 159, PDS 165
            text and references: DE 12, DE 22, DE 26, DE 31, DE 32, DE 33, DE 37, DE 38, DE 41, DE 42, DE 43, DE 63, DE 93, DE 94, PDS 2, PDS 3, PDS 23, PDS 158, PDS 191
            """;

    @Test
    void theTotalsSeeTheAmountAndNothingElseOfAPresentment() {
        Map<String, IpmDraft> changed = everyChange();
        List<String> seen =
                changed.entrySet().stream()
                        .filter(change -> !isAccepted(change.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        assertEquals(List.of("DE 4"), seen);
    }

    @Test
    void theListOfWhatTheyDoNotSeeIsWhole() {
        List<String> listed = new ArrayList<>(List.of("DE 4"));
        BLIND.lines().forEach(line -> listed.addAll(List.of(line.split(": ")[1].split(", "))));
        assertEquals(
                everyChange().keySet().stream().sorted().toList(),
                listed.stream().sorted().toList());
    }

    private static Map<String, IpmDraft> everyChange() {
        Map<String, IpmDraft> changed = new TreeMap<>();
        IpmDraft sent = Samples.presentment();
        sent.elements()
                .forEach(
                        (number, value) -> {
                            if (number != 24) {
                                put(changed, "DE " + number, d -> d.set(number, other(value)));
                            }
                        });
        sent.subelements()
                .forEach((tag, value) -> put(changed, "PDS " + tag, d -> d.pds(tag, other(value))));
        put(changed, "PDS 25", draft -> draft.pds(25, "R260629"));
        changed.put("DE 24", copied(IpmDraft.of("1240", 205)));
        changed.put("MTI", copied(IpmDraft.of("1442", 450)));
        return changed;
    }

    private static void put(
            Map<String, IpmDraft> changed, String field, Consumer<IpmDraft> change) {
        IpmDraft draft = Samples.presentment();
        change.accept(draft);
        changed.put(field, draft);
    }

    private static IpmDraft copied(IpmDraft draft) {
        IpmDraft sent = Samples.presentment();
        sent.elements()
                .forEach(
                        (number, value) -> {
                            if (number != 24) {
                                draft.set(number, value);
                            }
                        });
        sent.subelements().forEach(draft::pds);
        return draft;
    }

    /** Its first digit by two more, as 00 (a purchase) becomes 20 (a refund). */
    private static String other(String value) {
        char first = value.charAt(0);
        boolean isDigit = first >= '0' && first <= '9';
        char next = isDigit ? (char) ('0' + (first - '0' + 2) % 10) : 'Z';
        return next + value.substring(1);
    }

    /** With the trailer of what was sent before the change. */
    private static boolean isAccepted(IpmDraft message) {
        byte[] file =
                Samples.file(
                        Samples.PLAIN,
                        writer -> {
                            writer.begin(Samples.ID, ProcessingMode.PRODUCTION);
                            writer.add(message);
                            writer.end(3, 1234);
                        });
        IpmFileCheck check = new IpmFileCheck(Samples.NAME, EnumSet.of(ProcessingMode.PRODUCTION));
        Samples.records(Samples.reader(file)).forEach(check::accept);
        IpmFileReport report = check.finish();
        return report.isAcceptable() && report.damagedRecords() == 0;
    }
}
