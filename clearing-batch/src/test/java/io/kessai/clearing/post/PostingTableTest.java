package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.PostingLine;
import io.kessai.domain.clearing.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of posting: {@code posting.table}. */
class PostingTableTest {

    /** A line of the table, cells in its order. */
    record Row(List<String> cells) {
        String name() {
            return cells.get(0);
        }

        Verdict verdict() {
            return Verdict.valueOf(cells.get(1).toUpperCase(Locale.ROOT));
        }

        Direction direction() {
            return Direction.valueOf(cells.get(2).toUpperCase(Locale.ROOT));
        }

        String expected() {
            return String.join(" | ", cells.subList(4, 8));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = PostingTableTest.class.getResourceAsStream("posting.table")) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                    .map(Row::new)
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_record_is_booked_as_the_table_says(Row row) {
        Map<String, String> given = given(row.cells().get(3));
        Booking booking = PostingRules.book(sent(row, given), found(row, given), standing(given));
        assertEquals(row.expected(), told(booking));
    }

    @Test
    void every_verdict_is_shown_in_both_directions() throws IOException {
        Set<String> expected = new HashSet<>();
        for (Verdict verdict : Verdict.values()) {
            for (Direction direction : Direction.values()) {
                expected.add(verdict + " " + direction);
            }
        }
        assertEquals(
                expected,
                rows().stream()
                        .map(row -> row.verdict() + " " + row.direction())
                        .collect(Collectors.toSet()));
    }

    @Test
    void what_is_wrong_with_a_record_is_said() {
        Booking booking =
                PostingRules.book(
                        new BookableRecord(
                                Direction.DEBIT,
                                RecordAmount.ABSENT,
                                RecordAmount.ABSENT,
                                RecordAmount.ABSENT,
                                true,
                                0,
                                0,
                                "currency unknown"),
                        new Finding(Verdict.RECORD_ERROR, 0, false),
                        Standing.NOBODY);
        assertEquals("currency unknown", booking.raised().getFirst().detail());
    }

    private static Map<String, String> given(String cell) {
        Map<String, String> given = new HashMap<>();
        for (String part : cell.split(";")) {
            String[] word = part.strip().split("=");
            given.put(word[0], word.length > 1 ? word[1] : "");
        }
        return given;
    }

    private static BookableRecord sent(Row row, Map<String, String> given) {
        String all = given.getOrDefault("all", "1000 JPY");
        String[] sequence = given.getOrDefault("nn", "0/0").split("/");
        return new BookableRecord(
                row.direction(),
                money(given.getOrDefault("transaction", all)),
                money(given.getOrDefault("billing", all)),
                money(given.getOrDefault("settlement", all)),
                !given.containsKey("final"),
                Integer.parseInt(sequence[0]),
                Integer.parseInt(sequence[1]),
                "");
    }

    private static RecordAmount money(String text) {
        if (text.equals("none")) {
            return RecordAmount.ABSENT;
        }
        String[] parts = text.split(" ");
        int currency =
                Currency.ofCode(parts[1]).map(Currency::numeric).orElseGet(() -> digits(parts[1]));
        return new RecordAmount(Long.parseLong(parts[0]), currency);
    }

    private static int digits(String text) {
        return Integer.parseInt(text);
    }

    private static Finding found(Row row, Map<String, String> given) {
        String[] differs = given.getOrDefault("differs", "0").split(" ");
        return new Finding(row.verdict(), Long.parseLong(differs[0]), differs.length > 1);
    }

    private static Standing standing(Map<String, String> given) {
        Set<Integer> before =
                Arrays.stream(given.getOrDefault("before", "").split(","))
                        .filter(number -> !number.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet());
        return new Standing(
                given.containsKey("account") ? 0 : 392,
                Hold.of(Long.parseLong(given.getOrDefault("hold", "1000"))),
                before,
                Long.parseLong(given.getOrDefault("effect", "0")));
    }

    private static String told(Booking booking) {
        List<String> lines = new ArrayList<>();
        for (PostingLine line : booking.lines()) {
            lines.add(
                    "%s %+d %s"
                            .formatted(
                                    line.account().word(),
                                    line.signed().minorUnits(),
                                    line.amount().currency()));
        }
        List<String> raised = new ArrayList<>();
        for (Raised one : booking.raised()) {
            String amount =
                    Currency.ofNumeric(one.amount().currency())
                            .map(currency -> " " + one.amount().minorUnits() + " " + currency)
                            .orElse("");
            raised.add(one.kind().word() + amount);
        }
        return "%s | %d %d %d | %s | %s"
                .formatted(
                        booking.outcome().word(),
                        booking.cleared(),
                        booking.released(),
                        booking.over(),
                        lines.isEmpty() ? "-" : String.join(", ", lines),
                        raised.isEmpty() ? "-" : String.join(", ", raised));
    }
}
