package io.kessai.local.network.clearing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the networks deliver for one business date, and what every account must have when all of it
 * is posted and holds have lapsed.
 *
 * @param files in the order in which they must be worked on
 * @param balances by number of the seeded account; an account that is not there has nothing
 */
public record ClearingNight(
        LocalDate businessDate,
        List<ClearingFile> files,
        SortedMap<Integer, ClearingBooks.Balance> balances) {

    public ClearingNight {
        files = List.copyOf(files);
        balances = new TreeMap<>(balances);
    }

    /** Delivers all files: what must come of each record, by file and number. */
    public SortedMap<String, SortedMap<Long, Entry>> deliver(Path inbox) throws IOException {
        SortedMap<String, SortedMap<Long, Entry>> expected = new TreeMap<>();
        for (ClearingFile file : files) {
            expected.put(file.name(), file.deliver(inbox));
        }
        return expected;
    }
}
