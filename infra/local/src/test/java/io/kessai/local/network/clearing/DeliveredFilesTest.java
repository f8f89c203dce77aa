package io.kessai.local.network.clearing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the networks deliver balances, and is read back as it was meant. */
class DeliveredFilesTest {

    static Stream<ClearingFile> files() {
        return ClearingDayTest.files(ClearingDayTest.clearing(1)).stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_balances(ClearingFile file) throws IOException {
        ReadBack read = ReadBack.of(file.network(), ClearingDayTest.bytes(file));
        assertEquals(List.of(), read.refusals(), file.name());
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_record_has_the_number_under_which_something_is_expected_of_it(ClearingFile file)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SortedMap<Long, Entry> expected = file.write(out);
        ReadBack read = ReadBack.of(file.network(), out.toByteArray());
        assertEquals(expected.keySet(), read.records().keySet(), file.name());
        List<Long> financial =
                expected.entrySet().stream()
                        .filter(each -> each.getValue().outcome() != Outcome.NON_FINANCIAL)
                        .map(java.util.Map.Entry::getKey)
                        .toList();
        List<ClearingItem> items =
                file.logicalFiles().stream()
                        .flatMap(logical -> logical.lines().stream())
                        .map(ClearingFile.Line::item)
                        .toList();
        assertEquals(items.size(), financial.size(), file.name());
        for (int i = 0; i < items.size(); i++) {
            ReadBack.Seen seen = read.records().get(financial.get(i));
            assertEquals(seen(items.get(i)), seen, file.name() + " " + items.get(i));
        }
    }

    /** By hand: a debit turns round when it is reversed, and when we charged it back. */
    @ParameterizedTest
    @MethodSource("files")
    void the_networks_totals_are_what_their_records_add_up_to(ClearingFile file)
            throws IOException {
        SortedMap<String, Long> nets = new TreeMap<>();
        for (ClearingFile.LogicalFile logical : file.logicalFiles()) {
            for (ClearingFile.Line line : logical.lines()) {
                ClearingItem item = line.item();
                boolean isMastercard = file.network() == CardNetwork.MASTERCARD;
                boolean isCredit =
                        item.direction() == Direction.CREDIT
                                ^ item.isReversal()
                                ^ item.type() == ClearingItem.Type.DISPUTE;
                long amount = isMastercard ? item.sums().settled() : item.sums().billed();
                String currency = isMastercard ? item.sums().settlementCurrency() : "392";
                if (!item.isCollectionOnly()) {
                    nets.merge(currency, isCredit ? amount : -amount, Long::sum);
                }
            }
        }
        assertEquals(nets, ReadBack.of(file.network(), ClearingDayTest.bytes(file)).nets());
    }

    private static ReadBack.Seen seen(ClearingItem item) {
        boolean isFee = item.type() == ClearingItem.Type.FEE;
        return new ReadBack.Seen(
                isFee ? "" : item.pan(),
                isFee ? "" : item.references().arn(),
                item.sums().amount(),
                item.sums().billed());
    }
}
