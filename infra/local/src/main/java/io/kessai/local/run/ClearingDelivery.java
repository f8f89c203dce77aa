package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.network.Day;
import io.kessai.local.network.DayResult;
import io.kessai.local.network.clearing.ClearingDay;
import io.kessai.local.network.clearing.ClearingFault;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.network.clearing.ClearingNight;
import io.kessai.local.network.clearing.Entry;
import io.kessai.local.network.clearing.FaultyFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what the networks deliver for a day into an inbox folder, and says what it was. */
final class ClearingDelivery {

    /** The programme's zone: the date of the first night is the day's there. */
    static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

    private final Path inbox;
    private final PrintStream out;

    ClearingDelivery(Path inbox, PrintStream out) {
        this.inbox = inbox;
        this.out = out;
    }

    /**
     * Refuses an inbox whose files nobody has received yet: those of another day may have the same
     * names, and would be lost.
     */
    void requireEmpty() {
        try (Stream<Path> waiting =
                Files.isDirectory(inbox) ? Files.list(inbox) : Stream.<Path>empty()) {
            if (waiting.anyMatch(Files::isRegularFile)) {
                throw new OperatingFailure(
                        ExitCode.REFUSED,
                        "files wait in %s, and a second delivery may replace them: first receive"
                                        .formatted(inbox)
                                + " them (./kessai clearing receive)");
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The clearing of a day that was played. */
    static ClearingDay clearing(Day day, DayResult result) {
        return ClearingDay.generate(
                day.seed(), day, result.authorizations(), LocalDate.ofInstant(day.start(), ZONE));
    }

    /**
     * The faults of these words.
     *
     * @throws OperatingFailure when one is no fault (wrong usage)
     */
    static List<ClearingFault> faults(List<String> options) {
        List<ClearingFault> faults = new ArrayList<>();
        for (String option : options) {
            faults.add(
                    ClearingFault.of(option)
                            .orElseThrow(
                                    () ->
                                            new OperatingFailure(
                                                    ExitCode.WRONG_USAGE,
                                                    "no fault %s: choose of %s"
                                                            .formatted(option, words()))));
        }
        return faults;
    }

    /** Delivers a night's files: what must come of each record, by file and number. */
    SortedMap<String, SortedMap<Long, Entry>> deliver(ClearingNight night) {
        try {
            Files.createDirectories(inbox);
            SortedMap<String, SortedMap<Long, Entry>> expected = night.deliver(inbox);
            expected.forEach(
                    (file, entries) ->
                            out.printf(
                                    Locale.ROOT, "  %-34s %,7d records%n", file, entries.size()));
            return expected;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Delivers broken files, one of each network that can have the fault. */
    List<FaultyFile> deliver(ClearingFault fault, ClearingNight night) {
        List<FaultyFile> broken = new ArrayList<>();
        try {
            for (ClearingFile sound : firstOfEachNetwork(night)) {
                if (fault.refusal(sound.network()).isPresent()) {
                    FaultyFile file = FaultyFile.of(fault, sound);
                    file.deliver(inbox);
                    out.printf(
                            Locale.ROOT,
                            "  %-34s must be refused: %s%n",
                            file.name(),
                            file.refusal());
                    broken.add(file);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return broken;
    }

    private static List<ClearingFile> firstOfEachNetwork(ClearingNight night) {
        return List.copyOf(
                night.files().stream()
                        .collect(
                                Collectors.toMap(
                                        ClearingFile::network,
                                        file -> file,
                                        (first, other) -> first,
                                        TreeMap::new))
                        .values());
    }

    private static String words() {
        return Arrays.stream(ClearingFault.values())
                .map(ClearingFault::option)
                .collect(Collectors.joining(", "));
    }

    private OperatingFailure failed(IOException e) {
        return new OperatingFailure(
                ExitCode.UNREACHABLE, "cannot deliver into %s: %s".formatted(inbox, e), e);
    }
}
