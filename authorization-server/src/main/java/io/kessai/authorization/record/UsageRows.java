package io.kessai.authorization.record;

import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.Period;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What cards and accounts have used, as columns of their rows: only of those that controls apply
 * to, or once did. Their accounts are locked before: no other lane reads or writes them then.
 */
final class UsageRows {

    /** Of those that nothing is counted for yet. */
    static final String SUM =
            """
            select k.scope, k.subject_id, k.counted_on, u.*
            from unnest(?, ?, ?, ?) as k (scope, subject_id, counted_on, zone)
            cross join lateral usage_of(k.scope, k.subject_id, k.counted_on, k.zone) u""";

    /** What {@link #values} gives a row of an update named {@code n}. */
    static final String SET =
            """
            usage = n.usage,
                usage_on = n.usage_on,
                usage_zone = n.usage_zone""";

    private static final int NUMBERS_PER_WINDOW = 4;

    private UsageRows() {}

    /** Of a card's or account's row; empty where nothing is counted, or days are cut elsewhere. */
    static Optional<Usage> counted(ResultSet row, ZoneId zone) throws SQLException {
        Array numbers = row.getArray("usage");
        if (numbers == null || !zone.getId().equals(row.getString("usage_zone"))) {
            return Optional.empty();
        }
        Long[] windows = (Long[]) numbers.getArray();
        List<Spent> spent = new ArrayList<>();
        for (int i = 0; i < windows.length; i += NUMBERS_PER_WINDOW) {
            spent.add(new Spent(windows[i], windows[i + 1], windows[i + 2], windows[i + 3]));
        }
        return Optional.of(new Usage(row.getObject("usage_on", LocalDate.class), spent));
    }

    static UsageSubject subject(ResultSet row) throws SQLException {
        return new UsageSubject(
                ControlScope.ofWord(row.getString("scope")).orElseThrow(),
                row.getLong("subject_id"));
    }

    /** A row of {@link #SUM}. */
    static Usage summed(ResultSet row) throws SQLException {
        List<Spent> windows = new ArrayList<>();
        for (Period period : Period.values()) {
            windows.add(
                    new Spent(
                            row.getLong(period.word() + "_amount"),
                            row.getLong(period.word() + "_count"),
                            row.getLong(period.word() + "_cash_amount"),
                            row.getLong(period.word() + "_cash_count")));
        }
        return new Usage(row.getObject("counted_on", LocalDate.class), windows);
    }

    /** What {@link #SUM} takes. */
    static Columns sought(Map<UsageSubject, LocalDate> missing, ZoneId zone) {
        Columns rows = new Columns("text", "int8", "date", "text");
        missing.forEach((s, on) -> rows.add(s.scope().word(), s.id(), on, zone.getId()));
        return rows;
    }

    /** The windows, the date last counted on and the zone; all empty where nothing is counted. */
    static List<Optional<?>> values(Optional<Usage> usage, ZoneId zone) {
        return List.of(
                usage.map(UsageRows::numbers),
                usage.map(Usage::countedOn),
                usage.map(counted -> zone.getId()));
    }

    private static long[] numbers(Usage usage) {
        return usage.windows().stream()
                .flatMapToLong(
                        spent ->
                                LongStream.of(
                                        spent.amount(),
                                        spent.count(),
                                        spent.cashAmount(),
                                        spent.cashCount()))
                .toArray();
    }
}
