package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kessai.grpc.card.v1.CardServiceGrpc;
import io.kessai.grpc.card.v1.GetAccountRequest;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server process does at its start: refuses in one line, waits, or serves. */
@Tag("database")
class StartIT {
    @TempDir static Path folder;
    private static TestAuthority authority;
    private static DatabaseEndpoint database;

    @BeforeAll
    static void prepare() throws Exception {
        authority = TestAuthority.in(folder);
        database = TestDatabase.shared().createFromTemplate();
    }

    @ParameterizedTest(name = "profile {0}, {1} keys, {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # profile | keys  | gRPC  | the line says
                    ''        | none  | plain | profile 'production' refuses the development keys
                    local     | none  | half  | gRPC TLS needs all of
                    """)
    void it_refuses_in_one_line(String profile, String keys, String grpc, String line)
            throws Exception {
        try (RunningServer server = RunningServer.start(database, settings(profile, keys, grpc))) {
            assertEquals(1, server.awaitEnd());
            long lines = server.printed().lines().filter(printed -> printed.contains(line)).count();
            assertEquals(1, lines, server.printed());
        }
    }

    /** A start each, of rules that StartRulesTest shows without one. */
    @Tag("slow")
    @ParameterizedTest(name = "profile {0}, {1} keys, {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # profile | keys  | gRPC  | the line says
                    aws       | none  | tls   | profile 'aws' refuses the development keys
                    aws       | own   | plain | profile 'aws' refuses gRPC without TLS and client identity
                    aws       | own   | half  | gRPC TLS needs all of
                    aws       | short | tls   | the token key is not 32 bytes in base64 or hex
                    """)
    void it_refuses_every_other_setting_in_one_line(
            String profile, String keys, String grpc, String line) throws Exception {
        it_refuses_in_one_line(profile, keys, grpc, line);
    }

    @Test
    void outside_local_it_serves_callers_with_a_certificate_of_the_authority_only()
            throws Exception {
        TestAuthority foreign = TestAuthority.in(folder.resolve("foreign"));
        try (RunningServer server = RunningServer.start(database, settings("aws", "own", "tls"))) {
            server.awaitReady();

            assertEquals(
                    Status.Code.NOT_FOUND,
                    answer(authority.channel(server.grpcPort(), authority.identity("caller"))));
            assertEquals(
                    Status.Code.UNAVAILABLE,
                    answer(authority.channel(server.grpcPort(), authority.expired("caller"))));
            assertEquals(
                    Status.Code.UNAVAILABLE,
                    answer(authority.channel(server.grpcPort(), foreign.identity("caller"))));
            assertEquals(Status.Code.UNAVAILABLE, answer(authority.anonymous(server.grpcPort())));
            assertEquals(Status.Code.UNAVAILABLE, answer(server.channel()));
        }
    }

    @Test
    void an_older_schema_is_refused_in_one_line() throws Exception {
        DatabaseEndpoint old = TestDatabase.shared().createFromTemplate();
        try (Connection connection =
                        TestDatabase.shared().superuser(old).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("update flyway_schema_history set success = false");
        }
        try (RunningServer server = RunningServer.start(old, settings("local", "none", "plain"))) {
            assertEquals(1, server.awaitEnd());
            assertTrue(server.printed().contains("the database's schema is version 0"));
        }
    }

    @Test
    void a_hold_policy_at_fault_is_refused_with_its_line() throws Exception {
        Path file = folder.resolve("mine.policy");
        Files.writeString(file, "version 5\nall | * | * | * | * | * | soon | asked\n");
        Map<String, String> settings = settings("local", "none", "plain");
        settings.put("KESSAI_HOLD_POLICY_FILE", file.toString());
        try (RunningServer server = RunningServer.start(database, settings)) {
            assertEquals(1, server.awaitEnd());
            String line = "kessai.hold-policy.file: " + file + ", line 2: 'soon' is no number of";
            assertTrue(server.printed().contains(line), server.printed());
        }
    }

    @Test
    void other_rules_under_a_version_that_the_database_knows_are_refused() throws Exception {
        Path file = folder.resolve("other.policy");
        Files.writeString(file, "version 1\nall | * | * | * | * | * | 3 | asked\n");
        Map<String, String> settings = settings("local", "none", "plain");
        settings.put("KESSAI_HOLD_POLICY_FILE", file.toString());
        try (RunningServer server = RunningServer.start(database, settings)) {
            assertEquals(1, server.awaitEnd());
            String line = "the database has other rules under version 1 of the hold policy";
            assertTrue(server.printed().contains(line), server.printed());
        }
    }

    @Test
    void it_waits_for_a_database_that_is_away_and_is_not_ready_meanwhile() throws Exception {
        try (EmbeddedDatabase own = EmbeddedDatabase.temporary(Durability.FAST)) {
            LocalSchema.prepare(own, "kessai");
            own.stop();
            try (RunningServer server =
                    RunningServer.start(
                            own.endpoint("kessai"), settings("local", "none", "plain"))) {
                assertEquals(503, firstReadiness(server));
                own.start();
                server.awaitReady();
                own.stop();
                assertEquals(200, server.get("/q/health/ready").statusCode());
                assertEquals(Status.Code.UNAVAILABLE, answer(server.channel()));
            }
        }
    }

    /** V26 to V28 take away what servers of this release do without, or read what is there. */
    private static final int NOT_NEEDED = 3;

    @Test
    void the_required_schema_is_the_newest_that_the_server_needs() throws Exception {
        try (Connection connection = database.connect(DatabaseRole.SERVER);
                Statement statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select max(version::int) from flyway_schema_history")) {
            row.next();
            assertEquals(row.getInt(1) - NOT_NEEDED, SchemaCheck.REQUIRED_VERSION);
        }
    }

    private static int firstReadiness(RunningServer server) throws Exception {
        while (true) {
            try {
                return server.get("/q/health/ready").statusCode();
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
    }

    private static Status.Code answer(ManagedChannel channel) {
        try {
            CardServiceGrpc.newBlockingStub(channel)
                    .getAccount(GetAccountRequest.newBuilder().setAccountId(987_654).build());
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private static Map<String, String> settings(String profile, String keys, String grpc) {
        Map<String, String> settings = new HashMap<>();
        if (!profile.isEmpty()) {
            settings.put("KESSAI_PROFILE", profile);
        }
        if (!keys.equals("none")) {
            settings.put("KESSAI_VAULT_TOKEN_KEY", keys.equals("own") ? "11".repeat(32) : "11");
            settings.put("KESSAI_VAULT_SEALING_KEYS", "1=" + "22".repeat(32));
        }
        if (!grpc.equals("plain")) {
            settings.put("KESSAI_GRPC_TLS_CERTIFICATE", authority.serverCertificate().toString());
            settings.put("KESSAI_GRPC_TLS_KEY", authority.serverKey().toString());
        }
        if (grpc.equals("tls")) {
            settings.put("KESSAI_GRPC_TLS_CLIENT_AUTHORITIES", authority.certificate().toString());
        }
        return settings;
    }
}
