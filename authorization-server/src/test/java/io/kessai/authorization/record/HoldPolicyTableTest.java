package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.HoldPolicy;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A version of the hold policy stands for the same rules for ever. */
@Tag("database")
class HoldPolicyTableTest {
    private static final HoldPolicy MINE =
            HoldPolicyFile.policy("mine", "version 7\nall | * | * | * | * | * | 3 | asked");
    private static final HoldPolicy OTHER =
            HoldPolicyFile.policy("other", "version 7\nall | * | * | * | * | * | 4 | asked");

    private final RecordKit kit = RecordKit.fast();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void aPolicyIsKeptOnceAndNoOtherTakesItsVersion() throws SQLException {
        try (Connection connection = connect()) {
            assertTrue(HoldPolicyTable.keep(connection, MINE));
            assertTrue(HoldPolicyTable.keep(connection, MINE), "another server, or the next start");
            assertFalse(HoldPolicyTable.keep(connection, OTHER));
            assertEquals(MINE, HoldPolicyTable.all(connection).get(7));
        }
    }

    @Test
    void theTwoRulesBeforeAreVersion1() throws SQLException {
        try (Connection connection = connect()) {
            Map<Integer, HoldPolicy> all = HoldPolicyTable.all(connection);
            HoldPolicy shipped = HoldPolicyFile.shipped();
            assertEquals(Set.of(1, shipped.version()), all.keySet());
            assertEquals(shipped, all.get(shipped.version()), "before any server kept it");
            assertEquals(
                    """
                    version 1
                    fuel-status-check | * | 5541,5542 | 1 | * | * | 1 | asked
                    anything-else | * | * | * | * | * | 7 | asked
                    """,
                    all.getOrDefault(1, shipped).text());
            assertTrue(HoldPolicyTable.keep(connection, all.getOrDefault(1, shipped)));
        }
    }

    private Connection connect() throws SQLException {
        StoreEndpoint server = kit.endpoint();
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }
}
