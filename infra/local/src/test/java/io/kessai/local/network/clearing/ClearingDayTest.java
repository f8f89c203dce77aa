package io.kessai.local.network.clearing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.AnsweredDay;
import io.kessai.local.network.Day;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.ClearingBooks.Balance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the networks deliver for a day: all of it, and the same for a seed. */
class ClearingDayTest {
    private static final long SEED = 20_261_121;
    private static final LocalDate DATE = LocalDate.of(2026, 11, 21);
    static final AnsweredDay DAY =
            AnsweredDay.of(
                    Day.generate(
                            SEED,
                            3_000,
                            new Fleet(300, 2, 1_000_000, "392"),
                            Instant.parse("2026-11-21T09:00:00Z")));

    static ClearingDay clearing(long seed) {
        return ClearingDay.generate(seed, DAY.day(), DAY.authorizations(), DATE);
    }

    static byte[] bytes(ClearingFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }

    @Test
    void a_seed_makes_the_same_bytes_every_time() throws IOException {
        List<ClearingFile> first = files(clearing(SEED));
        List<ClearingFile> second = files(clearing(SEED));
        assertEquals(names(first), names(second));
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(bytes(first.get(i)), bytes(second.get(i)), first.get(i).name());
        }
        assertFalse(names(files(clearing(SEED + 1))).isEmpty());
        assertFalse(
                java.util.Arrays.equals(
                        bytes(first.getFirst()), bytes(files(clearing(SEED + 1)).getFirst())));
    }

    @Test
    void every_encoding_and_framing_of_both_networks_comes_in_the_first_night() {
        Set<ClearingFile.Form> used =
                clearing(SEED).nights().getFirst().files().stream()
                        .map(ClearingFile::form)
                        .collect(Collectors.toSet());
        Set<ClearingFile.Form> all = new HashSet<>(NightFiles.forms(CardNetwork.MASTERCARD));
        all.addAll(NightFiles.forms(CardNetwork.VISA));
        assertEquals(6 + 12, all.size());
        assertEquals(all, used);
    }

    /** What only single messages and ties bring, the day has none of. */
    @Test
    void every_outcome_and_every_exception_comes_up_in_both_networks() {
        for (CardNetwork network : CardNetwork.values()) {
            Set<Outcome> outcomes = EnumSet.of(Outcome.ALREADY_POSTED, Outcome.NON_FINANCIAL);
            Set<ExceptionKind> kinds =
                    EnumSet.of(
                            ExceptionKind.ALREADY_POSTED,
                            ExceptionKind.AMBIGUOUS,
                            ExceptionKind.SUSPECTED_DUPLICATE);
            lines(clearing(SEED))
                    .filter(line -> line.item().network() == network)
                    .forEach(
                            line -> {
                                outcomes.add(line.entry().outcome());
                                kinds.addAll(line.entry().exceptions());
                            });
            assertEquals(EnumSet.allOf(Outcome.class), outcomes, network::word);
            assertEquals(EnumSet.allOf(ExceptionKind.class), kinds, network::word);
        }
    }

    @Test
    void balances_are_the_sum_of_what_every_record_did() {
        Map<Integer, Long> posted = new HashMap<>();
        DAY.authorizations()
                .forEach(each -> posted.merge(each.account(), each.posted(), Long::sum));
        ClearingDay clearing = clearing(SEED);
        for (ClearingNight night : clearing.nights()) {
            lines(night)
                    .forEach(
                            line ->
                                    posted.merge(
                                            line.item().account(),
                                            line.entry().posted(),
                                            Long::sum));
            night.balances()
                    .forEach(
                            (account, balance) ->
                                    assertEquals(
                                            posted.getOrDefault(account, 0L),
                                            balance.posted(),
                                            "account " + account));
        }
    }

    @Test
    void holds_are_left_after_the_first_night_and_none_after_the_second() {
        List<ClearingNight> nights = clearing(SEED).nights();
        assertTrue(held(nights.get(0)) > 0);
        assertEquals(0, held(nights.get(1)));
        assertEquals(0, held(nights.get(2)));
    }

    @Test
    void a_delivered_file_is_complete_under_its_name(@TempDir Path inbox) throws IOException {
        ClearingNight night = clearing(SEED).nights().getFirst();
        Map<String, ?> expected = night.deliver(inbox);
        try (Stream<Path> delivered = Files.list(inbox)) {
            assertEquals(
                    expected.keySet(),
                    delivered
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.toSet()));
        }
        ClearingFile first = night.files().getFirst();
        assertArrayEquals(bytes(first), Files.readAllBytes(inbox.resolve(first.name())));
    }

    static List<ClearingFile> files(ClearingDay clearing) {
        List<ClearingFile> files = new ArrayList<>();
        clearing.nights().forEach(night -> files.addAll(night.files()));
        return files;
    }

    private static List<String> names(List<ClearingFile> files) {
        return files.stream().map(ClearingFile::name).toList();
    }

    private static Stream<ClearingFile.Line> lines(ClearingDay clearing) {
        return clearing.nights().stream().flatMap(ClearingDayTest::lines);
    }

    private static Stream<ClearingFile.Line> lines(ClearingNight night) {
        return night.files().stream()
                .flatMap(file -> file.logicalFiles().stream())
                .flatMap(file -> file.lines().stream());
    }

    private static long held(ClearingNight night) {
        return night.balances().values().stream().mapToLong(Balance::held).sum();
    }
}
