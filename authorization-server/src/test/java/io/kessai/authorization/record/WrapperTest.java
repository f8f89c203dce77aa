package io.kessai.authorization.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Reason;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lanes through the AWS Advanced JDBC Wrapper, on a PostgreSQL that is no Aurora: its topology,
 * failover and AWS itself are not here.
 */
class WrapperTest {
    private static final String ALL = "initialConnection,auroraConnectionTracker,failover2,efm2";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"", "efm2", ALL, "auroraStaleDns,failover,efm"})
    @Tag("database")
    void a_lane_records_through_the_wrapper_as_without(String plugins) {
        try (RecordKit kit = RecordKit.fast()) {
            RecordKit.Card card = kit.card(10_000);
            Recorder recorder = recorder(kit, plugins);
            Sent purchase = Sent.purchase(card.token(), 1_000);
            Answer answer = kit.ask(recorder, purchase);
            assertEquals(Reason.APPROVED, answer.reason());
            assertEquals(answer, kit.ask(recorder, purchase.withMti("0101")));
            assertEquals(
                    Reason.INSUFFICIENT_FUNDS,
                    kit.ask(recorder, Sent.purchase(card.token(), 9_001)).reason());
            assertEquals(1_000, kit.held(card));
            kit.assertBooksAgree();
        }
    }

    @Test
    @Tag("slow")
    void a_database_that_hangs_is_found_and_comes_back() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.FAST);
                RecordKit kit = RecordKit.on(database)) {
            RecordKit.Card card = kit.card(10_000);
            Recorder recorder = recorder(kit, ALL);
            assertEquals(
                    Reason.APPROVED, kit.ask(recorder, Sent.purchase(card.token(), 1)).reason());
            database.freeze();
            try {
                long from = System.nanoTime();
                assertEquals(
                        Reason.STORE_UNAVAILABLE,
                        kit.ask(recorder, Sent.purchase(card.token(), 10)).reason());
                Duration took = Duration.ofNanos(System.nanoTime() - from);
                assertTrue(took.toMillis() < 3_000, () -> "answered after " + took);
            } finally {
                database.thaw();
            }
            awaitBack(recorder);
            assertEquals(
                    Reason.APPROVED, kit.ask(recorder, Sent.purchase(card.token(), 100)).reason());
            awaitHeld(kit, card, 101);
            kit.closeRecorders();
            kit.assertBooksAgree();
        }
    }

    /** It reads time limits in milliseconds: our one second would be none. */
    @Test
    void a_server_that_never_answers_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StoreEndpoint endpoint =
                    new StoreEndpoint(
                            ("jdbc:aws-wrapper:postgresql://127.0.0.1:%d/kessai?wrapperPlugins="
                                            + "&wrapperDialect=pg&sslmode=disable&gssEncMode=disable")
                                    .formatted(silent.getLocalPort()),
                            "nobody",
                            "");
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () ->
                            assertThrows(
                                    SQLException.class,
                                    () -> endpoint.open(LaneConnection.properties(endpoint, 1))));
        }
    }

    /** Signed here, by the SDK that the server has: no call to AWS is made for it. */
    @Test
    void the_password_of_iam_authentication_is_a_signed_token() throws Exception {
        Map<String, String> credentials =
                Map.of("aws.accessKeyId", "AKIAEXAMPLE", "aws.secretAccessKey", "secret");
        credentials.forEach(System::setProperty);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> password =
                    CompletableFuture.supplyAsync(
                            () -> passwordGivenTo(server),
                            task -> Thread.ofPlatform().daemon().start(task));
            StoreEndpoint endpoint =
                    new StoreEndpoint(
                            ("jdbc:aws-wrapper:postgresql://127.0.0.1:%d/kessai?wrapperPlugins=iam"
                                            + "&wrapperDialect=pg&sslmode=disable&gssEncMode=disable"
                                            + "&iamRegion=ap-northeast-1"
                                            + "&iamHost=kessai-stg.example.ap-northeast-1.rds.amazonaws.com")
                                    .formatted(server.getLocalPort()),
                            "kessai_server_login",
                            "");
            assertThrows(
                    SQLException.class,
                    () -> endpoint.open(LaneConnection.properties(endpoint, 1)));
            String token =
                    password.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
            for (String part :
                    new String[] {
                        "kessai-stg.example.ap-northeast-1.rds.amazonaws.com:",
                        "DBUser=kessai_server_login",
                        "Action=connect",
                        "X-Amz-Credential=AKIAEXAMPLE",
                        "ap-northeast-1%2Frds-db",
                        "X-Amz-Signature="
                    }) {
                assertTrue(token.contains(part), () -> part + " is not in " + token);
            }
        } finally {
            credentials.keySet().forEach(System::clearProperty);
        }
    }

    /** What a server of PostgreSQL gets that asks for a password in clear, and then hangs up. */
    private static String passwordGivenTo(ServerSocket server) {
        try (Socket client = server.accept();
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            in.readNBytes(in.readInt() - 4);
            out.writeByte('R');
            out.writeInt(8);
            out.writeInt(3);
            in.readByte();
            byte[] word = in.readNBytes(in.readInt() - 4);
            return new String(word, 0, word.length - 1, UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Recorder recorder(RecordKit kit, String plugins) {
        StoreEndpoint plain = kit.endpoint();
        Recorder recorder =
                kit.idle(
                        RecordKit.lanes(RecordKit.PROMPT, 1),
                        new StoreEndpoint(
                                plain.url().replaceFirst("^jdbc:", "jdbc:aws-wrapper:")
                                        + "?wrapperPlugins="
                                        + plugins,
                                plain.user(),
                                plain.password()));
        recorder.start();
        return recorder;
    }

    private static void awaitBack(Recorder recorder) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (recorder.isStoreAway()) {
            assertTrue(System.nanoTime() - patience < 0, "it never came back");
            Thread.onSpinWait();
        }
    }

    /** What may have been committed while nobody knew is taken back in its time. */
    private static void awaitHeld(RecordKit kit, RecordKit.Card card, long expected)
            throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (kit.held(card) != expected && System.nanoTime() - patience < 0) {
            Thread.sleep(50);
        }
        assertEquals(expected, kit.held(card));
    }
}
