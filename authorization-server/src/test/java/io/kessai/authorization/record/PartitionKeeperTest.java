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
                new PartitionKeeper(kit.endpoint(), kit.witness(), Clock.systemUTC())) {
            assertTrue(keeper.ensure());
        }
        assertEquals(latest, kit.text(LATEST));
        assertEquals(List.of(), kit.witness().partitionAlarms());
    }

    @Test
    void fewerThanThreeDaysAheadAreAnAlarm() {
        replaceFunction("select 3");
        try (PartitionKeeper keeper =
                new PartitionKeeper(kit.endpoint(), kit.witness(), Clock.systemUTC())) {
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
                new PartitionKeeper(kit.endpoint(), kit.witness(), Clock.systemUTC())) {
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
                        new PartitionKeeper(kit.endpoint(), kit.witness(), Clock.systemUTC())) {
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
