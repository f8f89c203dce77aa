package io.kessai.clearing.reconcile;

import io.kessai.domain.Direction;
import io.kessai.domain.PanToken;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.RecordKind;
import io.kessai.domain.clearing.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the tables of matching: rows of cells divided by {@code |}, the first the name of the case.
 * A cell lists records or authorizations divided by {@code +}; each says, divided by {@code ;},
 * what differs from the usual purchase of 1,000 JPY at merchant M1 on day 0. {@code usual} stands
 * for no difference, {@code -} for none at all.
 */
final class Scenario {
    private static final LocalDate DAY_0 = LocalDate.of(2026, 11, 20);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long FILE = 7;

    private final Map<String, String> given;
    private final Set<String> known = new TreeSet<>();

    private Scenario(Map<String, String> given) {
        this.given = given;
    }

    /** One line of a table. */
    record Row(List<String> cells) {
        String get(int column) {
            return cells.get(column);
        }

        @Override
        public String toString() {
            return cells.getFirst();
        }
    }

    /** The rows of a resource beside this class, all of so many columns. */
    static List<Row> table(String resource, int columns) {
        List<Row> rows = new ArrayList<>();
        for (String line : read(resource).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Row row =
                        new Row(
                                List.of(line.split("\\|", -1)).stream()
                                        .map(String::strip)
                                        .toList());
                if (row.cells().size() != columns) {
                    throw new IllegalArgumentException("not " + columns + " columns: " + line);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Records of file 7, numbered from 1, with an ARN of their own each. */
    static List<RecordFacts> records(String cell) {
        List<RecordFacts> records = new ArrayList<>();
        for (Scenario one : each(cell)) {
            records.add(one.record(records.size() + 1));
        }
        return records;
    }

    /** Authorizations, numbered from 1, decided in that order. */
    static List<Candidate> candidates(String cell) {
        List<Candidate> candidates = new ArrayList<>();
        for (Scenario one : each(cell)) {
            candidates.add(one.candidate(candidates.size() + 1));
        }
        return candidates;
    }

    /** Records of file 3, numbered from 1, with verdicts. */
    static List<EarlierRecord> earlier(String cell) {
        List<EarlierRecord> earlier = new ArrayList<>();
        for (Scenario one : each(cell)) {
            int number = earlier.size() + 1;
            String presentment = one.text("of", "");
            earlier.add(
                    new EarlierRecord(
                            new RecordPlace(3, number),
                            one.key(number),
                            one.word(Verdict.class, "verdict", "matched"),
                            presentment.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new RecordPlace(3, Integer.parseInt(presentment)))));
        }
        return earlier;
    }

    private static List<Scenario> each(String cell) {
        List<Scenario> all = new ArrayList<>();
        if (!cell.equals("-")) {
            for (String one : cell.split("\\+", -1)) {
                all.add(new Scenario(fields(one.strip())));
            }
        }
        return all;
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        if (!text.equals("usual")) {
            for (String field : text.split(";", -1)) {
                String[] parts = field.split("=", 2);
                fields.put(parts[0].strip(), parts[1].strip());
            }
        }
        return fields;
    }

    private RecordFacts record(int number) {
        long card = number("card", 1);
        RecordFacts facts =
                new RecordFacts(
                        new RecordPlace(FILE, number),
                        CardNetwork.MASTERCARD,
                        card == 0 ? 0 : 1,
                        card,
                        key(number),
                        word(Direction.class, "direction", "debit"),
                        DAY_0.plusDays(number("day", 0)),
                        (int) number("of", 0),
                        text("final", "yes").equals("yes"),
                        text("collection", "").equals("only"),
                        !text("problem", "").isEmpty(),
                        TransactionId.reduce(text("id", "")),
                        text("code", ""),
                        text("rrn", ""),
                        text("terminal", ""),
                        text("merchant", "M1"),
                        text("mcc", "5999"));
        assertAllRead();
        return facts;
    }

    private RecordKey key(int number) {
        String arn = text("arn", "A%03d".formatted(number));
        return new RecordKey(
                new PanToken(0, number("card", 1)),
                arn.isEmpty() ? 0 : Long.parseLong(text("hash", String.valueOf(arn.hashCode()))),
                arn,
                word(RecordKind.class, "kind", "presentment"),
                text("type", "1240/200"),
                number("amount", 1000),
                (int) number("currency", 392),
                (int) number("nn", 0));
    }

    private Candidate candidate(int number) {
        Candidate candidate =
                new Candidate(
                        number,
                        number("card", 1),
                        word(Direction.class, "direction", "debit"),
                        word(AuthorizationState.class, "standing", "open"),
                        text("single", "").equals("yes"),
                        number("amount", 1000),
                        (int) number("currency", 392),
                        DAY_0.plusDays(number("day", 0)),
                        NOON.plusSeconds(number("time", number)),
                        TransactionId.reduce(text("id", "")),
                        text("code", ""),
                        text("rrn", ""),
                        text("terminal", ""),
                        text("merchant", "M1"),
                        text("mcc", "5999"),
                        claims());
        assertAllRead();
        return candidate;
    }

    /** {@code claimed=ARN} by a presentment of {@code claim-amount}, the nn-th of mm. */
    private List<Claim> claims() {
        String arn = text("claimed", "");
        Claim claim =
                new Claim(
                        arn.hashCode(),
                        (int) number("claim-nn", 0),
                        (int) number("claim-of", 0),
                        number("claim-amount", 1000),
                        392,
                        text("claim-final", "yes").equals("yes"));
        return arn.isEmpty() ? List.of() : List.of(claim);
    }

    private void assertAllRead() {
        if (!known.containsAll(given.keySet())) {
            throw new IllegalArgumentException("not known: " + given + ", only " + known);
        }
    }

    private String text(String field, String usual) {
        known.add(field);
        return given.getOrDefault(field, usual);
    }

    private long number(String field, long usual) {
        return Long.parseLong(text(field, String.valueOf(usual)));
    }

    private <E extends Enum<E>> E word(Class<E> type, String field, String usual) {
        return Enum.valueOf(type, text(field, usual).toUpperCase(Locale.ROOT));
    }

    private static String read(String resource) {
        try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
