package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Secret;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.vault.KeySeal;
import io.kessai.vault.VaultKeys;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of networks in the database. */
@Tag("database")
class ZoneKeyTableTest {
    private static final List<String> NETWORKS = List.of("default", "acme");

    private final DatabaseEndpoint endpoint = TestDatabase.shared().createFromTemplate();
    private final ZoneKeyTable table = table(VaultKeys.development());

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void ofEachNetworkTheNewestTwoAreRead() throws Exception {
        ZoneKey ofAcme = key("acme", "AA".repeat(16));
        assertTrue(table.keep(key("default", "11".repeat(16)), "link"));
        assertTrue(table.keep(ZoneSample.first(), "link"));
        assertTrue(table.keep(ofAcme, "link"));
        assertTrue(table.keep(ZoneSample.second(), "link"));

        assertEquals(List.of(ofAcme, ZoneSample.second(), ZoneSample.first()), read());
    }

    @Test
    void aCopyChangesNothingAndAnOldKeyDoesNotComeBack() throws Exception {
        assertTrue(table.keep(ZoneSample.first(), "link"));
        assertTrue(table.keep(ZoneSample.second(), "link"));
        assertFalse(table.keep(ZoneSample.first(), "other"));

        assertEquals(List.of(ZoneSample.second(), ZoneSample.first()), read());
        assertEquals("link", text("select string_agg(distinct link, ' ') from zone_keys"));
    }

    @Test
    void ofCopiesAtTheSameTimeOneIsNew() throws Exception {
        Callable<Boolean> keep = () -> table.keep(ZoneSample.first(), "link");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int news = 0;
            for (Future<Boolean> kept : threads.invokeAll(Collections.nCopies(8, keep))) {
                news += kept.get() ? 1 : 0;
            }
            assertEquals(1, news);
        }
    }

    @Test
    void whatIsStoredIsNeitherTheKeyNorWhatTheNetworkSent() throws Exception {
        table.keep(ZoneSample.first(), "link");

        String row = text("select zone_keys::text from zone_keys").toUpperCase(Locale.ROOT);
        String bytes = text("select encode(sealed_key, 'escape') from zone_keys");
        for (String hidden : List.of(ZoneSample.FIRST, ZoneSample.FIRST_WRAPPED)) {
            assertFalse(row.contains(hidden), row);
            assertFalse(bytes.contains(hidden), bytes);
        }
        assertTrue(row.contains("103C5D"), row);
    }

    @Test
    void aRowMovedToAnotherNetworkDoesNotOpen() throws Exception {
        table.keep(ZoneSample.first(), "link");
        run("update zone_keys set network = 'acme'");

        assertThrows(UnavailableException.class, table::newest);
    }

    @Test
    void whoHasNotTheVaultsKeyReadsNothing() throws Exception {
        table.keep(ZoneSample.first(), "link");
        VaultKeys other = VaultKeys.parse("33".repeat(32), "1=" + "11".repeat(32), 1);
        try (ZoneKeyTable stranger = table(other)) {
            assertThrows(UnavailableException.class, stranger::newest);
        }
    }

    @Test
    void aConnectionThatDiedIsOpenedAgain() throws Exception {
        table.keep(ZoneSample.first(), "link");
        read();
        run(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'kessai-zone-keys' and datname = current_database()""");

        assertThrows(UnavailableException.class, table::newest);
        assertEquals(List.of(ZoneSample.first()), read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update zone_keys set link = 'x'",
                "delete from zone_keys",
                "truncate zone_keys",
            })
    void theServerChangesNoRow(String sql) {
        SQLException refused =
                assertThrows(SQLException.class, () -> run(DatabaseRole.SERVER, sql));
        assertEquals("42501", refused.getSQLState());
    }

    @Test
    void whatIsSealedIsReadByNobodyElse() throws SQLException {
        for (String column : List.of("sealed_key", "fingerprint")) {
            String sql = "select " + column + " from zone_keys";
            SQLException refused =
                    assertThrows(SQLException.class, () -> run(DatabaseRole.BATCH, sql));
            assertEquals("42501", refused.getSQLState());
        }
        run(DatabaseRole.BATCH, "select network, check_value, received_at from zone_keys");
    }

    private ZoneKeyTable table(VaultKeys vault) {
        Login login = endpoint.login(DatabaseRole.SERVER);
        return new ZoneKeyTable(
                new ZoneKeyLogin(endpoint.url(), login.user(), login.password(), NETWORKS),
                new KeySeal(vault));
    }

    private static ZoneKey key(String network, String wrapped) {
        return new ZoneKey(network, Secret.of(wrapped), "ABCDEF");
    }

    private List<ZoneKey> read() throws UnavailableException {
        return table.newest().stream().map(ZoneKeyStore.Kept::key).toList();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = endpoint.connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private Connection superuser() throws SQLException {
        return TestDatabase.shared().superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
    }
}
