package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server itself keeps the journal's partitions ahead, and says when it cannot. */
@Tag("database")
class PartitionKeeperTest {

    private static final String LATEST =
            "select max(relname) from pg_class where relname ~ '^journal_\\d{8}$'";

    private static final int EVENT_DAYS = 14;

    private final RecordKit kit = RecordKit.fast();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void missingPartitionsAreMadeByTheServersOwnLogin() {
        String latest = kit.text(LATEST);
        kit.column("drop table " + latest);
        try (PartitionKeeper keeper =
                new PartitionKeeper(kit.endpoint(), EVENT_DAYS, kit.witness(), Clock.systemUTC())) {
            assertTrue(keeper.ensure());
        }
        assertEquals(latest, kit.text(LATEST));
        assertEquals(List.of(), kit.witness().partitionAlarms());
    }

    @Test
    void daysOfEventsThatAreNoLongerKeptAreDropped() {
        for (int daysAgo : List.of(14, 15, 17)) {
            kit.column(
                    """
                    do $$
                    declare day date := (now() at time zone 'UTC')::date - %d;
                    begin
                        execute format(
                            'create table events_%%s partition of events for values from (%%L) to (%%L)',
                            to_char(day, 'YYYYMMDD'), day || ' 00:00Z', (day + 1) || ' 00:00Z');
                    end $$"""
                            .formatted(daysAgo));
        }
        assertEquals("-infinity", kit.text("select kept_since from event_stream"));
        try (PartitionKeeper keeper =
                new PartitionKeeper(kit.endpoint(), EVENT_DAYS, kit.witness(), Clock.systemUTC())) {
            assertTrue(keeper.ensure());
        }
        assertEquals(
                "14",
                kit.text(
                        """
                        select max((now() at time zone 'UTC')::date - to_date(substr(relname, 8), 'YYYYMMDD'))
                        from pg_class where relname ~ '^events_\\d{8}$'"""));
        assertEquals(
                "14",
                kit.text(
                        """
                        select (now() at time zone 'UTC')::date - (kept_since at time zone 'UTC')::date
                        from event_stream"""));
    }

    @Test
    void fewerThanThreeDaysAheadAreAnAlarm() {
        replaceFunction("select 3");
        try (PartitionKeeper keeper =
                new PartitionKeeper(kit.endpoint(), EVENT_DAYS, kit.witness(), Clock.systemUTC())) {
            assertTrue(keeper.ensure());
            assertEquals(List.of(2), kit.witness().partitionAlarms());
            replaceFunction("select 4");
            assertTrue(keeper.ensure());
            assertEquals(List.of(2), kit.witness().partitionAlarms());
        }
    }

    @Test
    void aRefusalIsToldAndTriedAgain() {
        kit.column(
                "revoke execute on function kessai_ensure_partitions(integer, date) from kessai_server");
        try (PartitionKeeper keeper =
                new PartitionKeeper(kit.endpoint(), EVENT_DAYS, kit.witness(), Clock.systemUTC())) {
            assertFalse(keeper.ensure());
        }
        assertEquals(1, kit.witness().troubles().size());
    }

    @Test
    void aLongReaderOfTheJournalDoesNotMakeTheLanesWaitBehindAPartition() throws Exception {
        String latest = kit.text(LATEST);
        kit.column("drop table " + latest);
        try (LaneConnection reader = LaneConnection.open(kit.endpoint(), RecordKit.PATIENT);
                PartitionKeeper keeper =
                        new PartitionKeeper(
                                kit.endpoint(), EVENT_DAYS, kit.witness(), Clock.systemUTC())) {
            reader.query(reader.prepare("select count(*) from journal")).close();
            long began = System.nanoTime();
            assertFalse(keeper.ensure());
            assertTrue(System.nanoTime() - began < 5_000_000_000L);
            reader.commit();
            assertTrue(keeper.ensure());
        }
        assertEquals(latest, kit.text(LATEST));
    }

    private void replaceFunction(String body) {
        kit.column("drop function kessai_ensure_partitions(integer, date)");
        kit.column(
                "create function kessai_ensure_partitions(integer, date) returns integer"
                        + " language sql as '%s'".formatted(body));
    }
}
