package io.kessai.local.network.clearing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.Fleet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file for measuring is sound, and made from its seed alone. */
class BulkClearingTest {
    private static final Fleet FLEET = new Fleet(100, 1, 1_000_000, "392");
    private static final int RECORDS = 2_500;

    @ParameterizedTest
    @EnumSource(CardNetwork.class)
    void it_balances_and_holds_every_record(CardNetwork network) throws IOException {
        BulkClearing bulk = bulk(5, network);
        ReadBack read = ReadBack.of(network, bytes(bulk));
        assertEquals(List.of(), read.refusals());
        long presentments =
                read.records().values().stream().filter(seen -> !seen.arn().isEmpty()).count();
        assertEquals(RECORDS, presentments);
    }

    @ParameterizedTest
    @EnumSource(CardNetwork.class)
    void a_seed_makes_the_same_bytes_and_another_seed_others(CardNetwork network)
            throws IOException {
        byte[] bytes = bytes(bulk(5, network));
        assertArrayEquals(bytes, bytes(bulk(5, network)));
        assertFalse(Arrays.equals(bytes, bytes(bulk(6, network))));
    }

    @ParameterizedTest
    @EnumSource(CardNetwork.class)
    void no_two_records_share_what_names_them(CardNetwork network) {
        BulkClearing bulk = bulk(5, network);
        Set<String> names = new HashSet<>();
        for (int number = 0; number < RECORDS; number++) {
            ClearingItem.References references = bulk.item(number).references();
            names.addAll(List.of(references.arn(), references.rrn(), references.transactionId()));
        }
        assertEquals(3 * RECORDS, names.size());
    }

    @Test
    void one_in_twenty_clears_a_tenth_less_and_releases_all_that_was_held() {
        BulkClearing bulk = bulk(5, CardNetwork.MASTERCARD);
        long authorized = bulk.authorized(19);
        assertEquals(
                new Entry(
                        Outcome.MATCHED_WITH_DIFFERENCE,
                        -(authorized - authorized / 10),
                        -authorized,
                        Set.of()),
                bulk.entry(19));
        assertEquals(
                RECORDS / 20,
                IntStream.range(0, RECORDS)
                        .filter(n -> bulk.entry(n).outcome() == Outcome.MATCHED_WITH_DIFFERENCE)
                        .count());
    }

    private static BulkClearing bulk(long seed, CardNetwork network) {
        return new BulkClearing(
                seed,
                FLEET,
                LocalDate.of(2026, 11, 21),
                NightFiles.forms(network).getFirst(),
                RECORDS);
    }

    private static byte[] bytes(BulkClearing bulk) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bulk.write(out);
        return out.toByteArray();
    }
}
