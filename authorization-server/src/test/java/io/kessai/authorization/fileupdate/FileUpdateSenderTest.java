package io.kessai.authorization.fileupdate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.kessai.domain.FileUpdate;
import io.kessai.domain.Pan;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.vault.Ciphertext;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What networks are told of cards, until they accept it. */
@Tag("database")
class FileUpdateSenderTest {
    private static final PanVault VAULT = new PanVault(VaultKeys.development());
    private static final Pan PAN = Pan.of("9999010000000016").orElseThrow();
    private static final int POLLS = 40;

    private final TestDatabase server = TestDatabase.shared();
    private final DatabaseEndpoint endpoint = server.createFromTemplate();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Networks networks = new Networks();
    private final List<FileUpdateSender> senders = new ArrayList<>();

    /** Answers what it is told to, and keeps what it was sent. */
    private static final class Networks implements FileUpdateLines {
        private final List<String> sent = new ArrayList<>();
        private Set<String> reachable = Set.of("acme");
        private Optional<String> code = Optional.of("00");

        @Override
        public Set<String> reachable() {
            return reachable;
        }

        @Override
        public synchronized CompletionStage<Optional<String>> send(
                String network, FileUpdate update, Pan pan, Duration limit) {
            sent.add(network + " " + update.word() + (pan.equals(PAN) ? "" : " another card"));
            return CompletableFuture.completedFuture(code);
        }
    }

    /** Waits that no test has to sit out, but for a refusal. */
    private record Quick(Duration answerLimit, Duration retryFirst) implements FileUpdatesConfig {
        @Override
        public Duration pollInterval() {
            return Duration.ofMillis(1);
        }

        @Override
        public Duration retryMax() {
            return retryFirst.multipliedBy(4);
        }

        @Override
        public Duration refusedRetry() {
            return Duration.ofHours(1);
        }
    }

    @BeforeEach
    void card() throws SQLException {
        run("insert into accounts (id, credit_limit, currency) values (1, 1, 392)");
        Ciphertext sealed = VAULT.seal(PAN);
        try (Connection connection = superuser();
                PreparedStatement card =
                        connection.prepareStatement(
                                """
                                insert into cards (id, account_id, pan_key_version, expires,
                                    pan_token, pan_ciphertext, first_six, last_four)
                                values (1, 1, ?, '2039-12-31', ?, ?, '999901', '0016')""")) {
            card.setInt(1, sealed.keyVersion());
            card.setBytes(2, VAULT.token(PAN).bytes());
            card.setBytes(3, sealed.bytes());
            card.executeUpdate();
        }
    }

    private FileUpdateSender sender() {
        return sender(new Quick(Duration.ofMillis(1), Duration.ZERO));
    }

    private FileUpdateSender sender(FileUpdatesConfig config) {
        Login login = endpoint.login(DatabaseRole.SERVER);
        FileUpdateSender sender =
                new FileUpdateSender(
                        new OutboxEndpoint(endpoint.url(), login.user(), login.password()),
                        networks,
                        VAULT,
                        config,
                        metrics);
        senders.add(sender);
        return sender;
    }

    @AfterEach
    void close() {
        senders.forEach(FileUpdateSender::close);
    }

    private void tell(String action) throws SQLException {
        run(
                "select kessai_file_updates(array[1], array['%s'], array[''], array['acme'])"
                        .formatted(action));
    }

    private Connection superuser() throws SQLException {
        return server.superuser(endpoint).connect(DatabaseRole.MIGRATIONS);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String row() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select string_agg(concat_ws(' ', action, attempts, nullif(outcome, ''),
                                    nullif(code, '')),
                                    ', ' order by id)
                                from file_updates""")) {
            row.next();
            return row.getString(1);
        }
    }

    private double count(String outcome) {
        return metrics.counter("kessai.file-updates.answers", "network", "acme", "outcome", outcome)
                .count();
    }

    @Test
    void whatANetworkAcceptsIsSentOnce() throws SQLException {
        tell("block");
        FileUpdateSender sender = sender();
        sender.poll();
        sender.poll();
        assertEquals(List.of("acme block"), networks.sent);
        assertEquals("block 1 accepted 00", row());
        assertEquals(1, count("accepted"));
    }

    @Test
    void whatIsNotAnsweredIsSentAgainUntilItIs() throws SQLException {
        tell("block");
        networks.code = Optional.empty();
        FileUpdateSender sender = sender();
        sender.poll();
        sender.poll();
        networks.code = Optional.of("00");
        sender.poll();
        assertEquals("block 3 accepted 00", row());
        assertEquals(2, count("unanswered"));
    }

    @Test
    void whatIsRefusedIsKeptWithItsCodeAndCountsAsWaiting() throws SQLException {
        tell("block");
        networks.code = Optional.of("12");
        FileUpdateSender sender = sender();
        sender.poll();
        sender.poll();
        assertEquals("block 1 12", row());
        assertEquals(1, count("refused"));
        assertEquals(1, metrics.get("kessai.file-updates.refused").gauge().value());
        assertEquals(1, metrics.get("kessai.file-updates.waiting").gauge().value());
    }

    @Test
    void anUnblockTakesThePlaceOfABlockThatWasRefused() throws SQLException {
        tell("block");
        networks.code = Optional.of("12");
        FileUpdateSender sender = sender();
        sender.poll();
        networks.code = Optional.of("00");
        tell("unblock");
        run("update file_updates set due_at = now() where ended_at is null");
        sender.poll();
        assertEquals(List.of("acme block", "acme unblock"), networks.sent);
        assertEquals("block 1 superseded 12, unblock 1 accepted 00", row());
    }

    @Test
    void aSessionIsKeptUntilItBreaksAndThenTakenAnew() throws SQLException {
        FileUpdateSender sender = sender();
        assertEquals("none", sessions());
        sender.poll();
        String first = sessions();
        sender.poll();
        assertEquals(first, sessions());
        run("select pg_terminate_backend(%s, 10000)".formatted(first));
        tell("block");
        sender.poll();
        assertEquals("block 1 accepted 00", row());
        assertNotEquals(first, sessions());
    }

    /** The processes that serve senders, in this database. */
    private String sessions() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select coalesce(string_agg(pid::text, ',' order by pid), 'none')
                                from pg_stat_activity
                                where application_name = 'kessai-file-updates'
                                  and datname = current_database()""")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void whatIsForANetworkThatCannotBeReachedIsLeftToOthers() throws SQLException {
        tell("block");
        networks.reachable = Set.of("zeta");
        sender().poll();
        assertEquals("block 0", row());
    }

    @Test
    void twoServersNeverSendTheSameAtOnce() throws Exception {
        tell("block");
        networks.code = Optional.empty();
        FileUpdatesConfig patient = new Quick(Duration.ofMinutes(1), Duration.ofMinutes(1));
        List<Thread> servers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            FileUpdateSender sender = sender(patient);
            servers.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int poll = 0; poll < POLLS; poll++) {
                                    sender.poll();
                                }
                            }));
        }
        for (Thread one : servers) {
            one.join();
        }
        assertEquals(List.of("acme block"), networks.sent);
    }

    @Test
    void whatADeadServerHadClaimedIsSentByAnotherWhenThatHasPassed() throws SQLException {
        tell("block");
        run("update file_updates set attempts = 1, due_at = now() + interval '1 hour'");
        sender().poll();
        assertEquals(List.of(), networks.sent);
        run("update file_updates set due_at = now() - interval '1 second'");
        sender().poll();
        assertEquals("block 2 accepted 00", row());
    }
}
