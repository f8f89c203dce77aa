package io.kessai.clearing.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.reconcile.Scenario.Row;
import io.kessai.domain.clearing.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The verdict of every record, as the tables say: {@code ladder.table} for the levels and their
 * ties, {@code booked.table} for precedence, duplicates and reversals.
 */
class MatcherTableTest {
    private static final Matcher MATCHER = new Matcher(ReconcileSettings.shipped());

    static List<Row> ladder() {
        return Scenario.table("ladder.table", 4);
    }

    static List<Row> booked() {
        return Scenario.table("booked.table", 4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ladder")
    void authorizations_are_found_as_the_table_says(Row row) {
        assertEquals(row.get(3), matched(row, Scenario.candidates(row.get(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ladder")
    void the_order_of_the_candidates_does_not_matter(Row row) {
        List<Candidate> turned = new ArrayList<>(Scenario.candidates(row.get(2)));
        Collections.reverse(turned);
        assertEquals(row.get(3), matched(row, turned));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("booked")
    void records_are_booked_as_the_table_says(Row row) {
        AccountRows rows =
                new AccountRows(
                        Scenario.records(row.get(2)), List.of(), Scenario.earlier(row.get(1)));
        assertEquals(row.get(3), told(MATCHER.match(rows)));
    }

    private static String matched(Row row, List<Candidate> candidates) {
        return told(
                MATCHER.match(
                        new AccountRows(Scenario.records(row.get(1)), candidates, List.of())));
    }

    private static String told(List<Match> matches) {
        return matches.stream().map(MatcherTableTest::told).collect(Collectors.joining(", "));
    }

    /** {@code 1@4 -200}: authorization 1 by level 4, 200 less than authorized. */
    private static String told(Match match) {
        String found =
                match.authorizationId().isPresent()
                        ? match.authorizationId().getAsLong() + "@" + match.level()
                        : "";
        String verdict = match.verdict() == Verdict.MATCHED ? "" : match.verdict().word();
        String presentment =
                match.presentment().map(place -> place.fileId() + "/" + place.number()).orElse("");
        String difference = match.difference() == 0 ? "" : "%+d".formatted(match.difference());
        return List.of(found, verdict, presentment, difference).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
