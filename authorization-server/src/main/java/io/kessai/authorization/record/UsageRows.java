package io.kessai.authorization.record;

import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.Period;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cards and accounts have used, as rows of {@code usage}: only of those that controls apply
 * to, or once did. Their accounts are locked before: no other lane reads or writes them then.
 */
final class UsageRows {

    private static final List<String> WINDOWS =
            Arrays.stream(Period.values())
                    .flatMap(
                            period ->
                                    Stream.of("amount", "count", "cash_amount", "cash_count")
                                            .map(what -> period.word() + "_" + what))
                    .toList();

    static final String LOAD =
            """
            select u.*
            from unnest(?, ?) as k (scope, subject_id)
            cross join lateral (
                select * from usage x
                where x.scope = k.scope and x.subject_id = k.subject_id
                offset 0) u""";

    /** Also where the programme had another zone when the row was made. */
    static final String CREATE =
            """
            insert into usage (scope, subject_id, counted_on, zone, %s)
            select k.scope, k.subject_id, k.counted_on, k.zone, u.*
            from unnest(?, ?, ?, ?) as k (scope, subject_id, counted_on, zone)
            cross join lateral usage_of(k.scope, k.subject_id, k.counted_on, k.zone) u
            order by k.scope, k.subject_id
            on conflict (scope, subject_id) do update
            set counted_on = excluded.counted_on,
                zone = excluded.zone,
                %s
            returning *"""
                    .formatted(String.join(", ", WINDOWS), each("%1$s = excluded.%1$s"));

    static final String UPDATE =
            """
            update usage u
            set counted_on = n.counted_on,
                %s
            from unnest(?, ?, ?, %s) as n (subject_id, scope, counted_on, %s)
            where u.scope = n.scope and u.subject_id = n.subject_id and u.subject_id = any (?)"""
                    .formatted(
                            each("%1$s = n.%1$s"),
                            String.join(", ", Collections.nCopies(WINDOWS.size(), "?")),
                            String.join(", ", WINDOWS));

    private UsageRows() {}

    private static String each(String form) {
        return WINDOWS.stream().map(form::formatted).collect(Collectors.joining(", "));
    }

    static UsageSubject subject(ResultSet row) throws SQLException {
        return new UsageSubject(
                ControlScope.ofWord(row.getString("scope")).orElseThrow(),
                row.getLong("subject_id"));
    }

    static boolean isCutIn(ZoneId zone, ResultSet row) throws SQLException {
        return zone.getId().equals(row.getString("zone"));
    }

    static Usage usage(ResultSet row) throws SQLException {
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

    /** Keys as {@link #LOAD} takes them. */
    static Columns keys(Collection<UsageSubject> subjects) {
        Columns keys = new Columns("text", "int8");
        subjects.stream().sorted().forEach(s -> keys.add(s.scope().word(), s.id()));
        return keys;
    }

    /** Rows to make, as {@link #CREATE} takes them. */
    static Columns created(Map<UsageSubject, LocalDate> missing, ZoneId zone) {
        Columns rows = new Columns("text", "int8", "date", "text");
        missing.forEach((s, on) -> rows.add(s.scope().word(), s.id(), on, zone.getId()));
        return rows;
    }

    /** Rows that moved, as {@link #UPDATE} takes them. */
    static Columns updated(Map<UsageSubject, Usage> moved) {
        List<String> types = new ArrayList<>(List.of("int8", "text", "date"));
        types.addAll(Collections.nCopies(WINDOWS.size(), "int8"));
        Columns rows = new Columns(types.toArray(String[]::new));
        moved.forEach((subject, usage) -> rows.add(row(subject, usage)));
        return rows.repeatingFirst();
    }

    private static Object[] row(UsageSubject subject, Usage usage) {
        List<Object> row = new ArrayList<>();
        row.add(subject.id());
        row.add(subject.scope().word());
        row.add(usage.countedOn());
        for (Spent spent : usage.windows()) {
            row.addAll(
                    List.of(spent.amount(), spent.count(), spent.cashAmount(), spent.cashCount()));
        }
        return row.toArray();
    }
}
