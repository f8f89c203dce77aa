package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lanes write is of the composite types that the database has. */
@Tag("database")
class RowTypeTest {

    private final RecordKit kit = RecordKit.fast();

    @AfterEach
    void close() {
        kit.close();
    }

    @ParameterizedTest
    @EnumSource
    void its_columns_are_those_of_the_database(RowType type) {
        List<String> columns =
                kit.column(
                        """
                                select a.atttypid::text
                                from pg_attribute a
                                join pg_type t on t.typrelid = a.attrelid
                                where t.typname = '%s'
                                order by a.attnum"""
                                .formatted(type.word()));

        assertEquals(
                type.columns().stream().map(column -> String.valueOf(column.oid())).toList(),
                columns);
    }

    @Test
    void values_arrive_as_they_were_sent() throws Exception {
        Columns rows = new Columns(RowType.CARD_CHANGE);
        LocalDate date = LocalDate.of(1999, 12, 31);
        rows.add(7L, 3, 65_535, Long.MIN_VALUE, new long[] {1, -2}, date, "Asia/Tokyo");
        rows.add(8L, 0, 0, 0L, Optional.empty(), Optional.of(date.plusDays(2)), Optional.of("ü"));

        assertEquals(
                List.of(
                        "7 3 65535 -9223372036854775808 {1,-2} 1999-12-31 Asia/Tokyo",
                        "8 0 0 0 null 2000-01-02 ü"),
                read(
                        "select concat_ws(' ', n.id, n.pin_failures, n.highest_counter,"
                                + " n.used_counters, coalesce(n.usage::text, 'null'), n.usage_on,"
                                + " n.usage_zone) from unnest(?) as n",
                        rows));
    }

    @Test
    void moments_arrive_to_the_microsecond() throws Exception {
        Columns rows = new Columns(RowType.TOLD_EVENT);
        for (String moment :
                List.of("1969-07-20T20:17:40.123456Z", "2026-02-28T23:59:59.999999Z")) {
            rows.add(Instant.parse(moment), 1L, 1L, 1L, 0L, 0L, 0L, 392, "", "", "");
        }

        assertEquals(
                List.of("1969-07-20 20:17:40.123456", "2026-02-28 23:59:59.999999"),
                read("select (n.occurred_at at time zone 'UTC')::text from unnest(?) as n", rows));
    }

    @Test
    void what_does_not_fit_is_not_sent() {
        Columns rows = new Columns(RowType.CARD_CHANGE);
        rows.add(7L, 32_768, 0, 0L, Optional.empty(), Optional.empty(), Optional.empty());

        assertThrows(ArithmeticException.class, () -> read("select 1 from unnest(?)", rows));
    }

    @Test
    void a_session_on_a_database_without_them_is_refused_by_name() {
        kit.column("alter type told_event rename to told_event_once");

        SQLException refusal =
                assertThrows(
                        SQLException.class,
                        () -> LaneConnection.open(kit.endpoint(), RecordKit.PATIENT));
        assertEquals("the database has no type told_event: migrate it", refusal.getMessage());
    }

    @Test
    void a_moment_of_arrival_is_what_the_database_keeps() {
        Submission submission =
                new Submission(
                        Sent.purchase(kit.card(1).token(), 1).request(),
                        Instant.parse("2026-11-30T14:59:59.999999999Z"),
                        0,
                        _ -> {});

        assertEquals(Instant.parse("2026-11-30T14:59:59.999999Z"), submission.arrivedAt());
    }

    private List<String> read(String sql, Columns rows) throws Exception {
        List<String> read = new ArrayList<>();
        try (LaneConnection session = LaneConnection.open(kit.endpoint(), RecordKit.PATIENT);
                PreparedStatement statement = session.prepare(sql)) {
            rows.bind(statement);
            try (ResultSet row = session.query(statement)) {
                while (row.next()) {
                    read.add(row.getString(1));
                }
            }
        }
        return read;
    }
}
