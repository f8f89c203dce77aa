package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kessai.domain.Pan;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc.AuthorizationServiceBlockingStub;
import io.kessai.grpc.authorization.v1.AuthorizeRequest;
import io.kessai.grpc.authorization.v1.Event;
import io.kessai.grpc.authorization.v1.EventKind;
import io.kessai.grpc.authorization.v1.TransactionKind;
import io.kessai.grpc.authorization.v1.WatchRequest;
import io.kessai.grpc.authorization.v1.WatchResponse;
import io.kessai.grpc.type.v1.Money;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Watching as callers do: a server process, gRPC, and a real PostgreSQL. */
@Tag("database")
class WatchIT {
    private static final String DIGITS = "9999000000000012";
    private static final Pan PAN = Pan.of(DIGITS).orElseThrow();
    private static final String CARD =
            """
            with account as (
                insert into accounts (credit_limit, currency) values (1000000, 392) returning id)
            insert into cards (account_id, pan_key_version, expires, pan_token, pan_ciphertext,
                first_six, last_four)
            select id, 1, '2039-12-31', ?, ?, '999900', '0012' from account""";
    private static final WatchRequest FROM_START =
            WatchRequest.newBuilder().setFromStart(true).build();

    private static DatabaseEndpoint database;
    private static RunningServer server;
    private static AuthorizationServiceBlockingStub service;
    private static int requests;

    @BeforeAll
    static void start() throws SQLException {
        database = TestDatabase.shared().createFromTemplate();
        PanVault vault = new PanVault(VaultKeys.development());
        try (Connection connection =
                        TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
                PreparedStatement insert = connection.prepareStatement(CARD)) {
            insert.setBytes(1, vault.token(PAN).bytes());
            insert.setBytes(2, vault.seal(PAN).bytes());
            insert.executeUpdate();
        }
        server = running();
        service = AuthorizationServiceGrpc.newBlockingStub(server.channel());
    }

    private static RunningServer running() {
        RunningServer started =
                RunningServer.start(
                        database,
                        Map.of("KESSAI_PROFILE", "local", "KESSAI_WATCH_HEARTBEAT", "PT0.3S"));
        started.awaitReady();
        return started;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_happens_is_streamed_and_goes_on_from_any_position() {
        long first = authorize(service, 100);
        long second = authorize(service, 2_000_000);
        List<WatchResponse> seen = events(FROM_START, second);
        Event declined = seen.getLast().getEvent();
        assertEquals(EventKind.EVENT_KIND_DECLINED, declined.getKind());
        assertEquals("INSUFFICIENT_FUNDS", declined.getReason());
        assertEquals(2_000_000, declined.getAmount());
        assertEquals("JPY", declined.getCurrency());
        Event approved = seen.get(seen.size() - 2).getEvent();
        assertEquals(first, approved.getAuthorizationId());
        assertEquals(100, approved.getRemaining());
        WatchRequest rest =
                WatchRequest.newBuilder()
                        .setPosition(seen.get(seen.size() - 2).getPosition())
                        .build();
        assertEquals(
                List.of(declined),
                events(rest, second).stream().map(WatchResponse::getEvent).toList());
    }

    @Test
    void one_who_begins_now_is_told_its_position_at_once_and_then_what_comes() {
        Context.CancellableContext call = Context.current().withCancellation();
        call.run(
                () -> {
                    Iterator<WatchResponse> stream = watch(WatchRequest.getDefaultInstance());
                    assertFalse(stream.next().hasEvent());
                    long id = authorize(service, 100);
                    WatchResponse response = stream.next();
                    while (!response.hasEvent()) {
                        response = stream.next();
                    }
                    assertEquals(id, response.getEvent().getAuthorizationId());
                });
        call.cancel(null);
    }

    @Test
    void a_killed_server_is_another_servers_position() throws Exception {
        RunningServer doomed = running();
        long first = authorize(service, 100);
        String position = "";
        Iterator<WatchResponse> stream =
                AuthorizationServiceGrpc.newBlockingStub(doomed.channel()).watch(FROM_START);
        while (stream.hasNext()) {
            WatchResponse response = stream.next();
            position = response.getPosition();
            if (response.getEvent().getAuthorizationId() == first) {
                break;
            }
        }
        doomed.kill();
        assertEquals(
                Status.Code.UNAVAILABLE,
                assertThrows(StatusRuntimeException.class, () -> stream.forEachRemaining(_ -> {}))
                        .getStatus()
                        .getCode());
        doomed.close();
        long second = authorize(service, 100);
        List<WatchResponse> rest =
                events(WatchRequest.newBuilder().setPosition(position).build(), second);
        assertEquals(second, rest.getLast().getEvent().getAuthorizationId());
        assertTrue(
                rest.stream().noneMatch(r -> r.getEvent().getAuthorizationId() == first),
                "given before the kill");
    }

    @Test
    void a_stopped_server_ends_the_stream_cleanly() throws Exception {
        RunningServer stopping = running();
        Iterator<WatchResponse> stream =
                AuthorizationServiceGrpc.newBlockingStub(stopping.channel()).watch(FROM_START);
        stream.next();
        Thread stop = Thread.ofPlatform().start(stopping::stop);
        stream.forEachRemaining(response -> assertFalse(response.getPosition().isEmpty()));
        stop.join();
        stopping.close();
    }

    @Test
    void what_cannot_be_watched_is_refused() {
        assertRefused(WatchRequest.newBuilder().setPosition("no position"), "position is none");
        assertRefused(WatchRequest.newBuilder().setFromStart(false), "from_start must be true");
        assertRefused(WatchRequest.newBuilder().setAccountId(-1), "account_id must be");
        assertRefused(
                WatchRequest.newBuilder().addKinds(EventKind.EVENT_KIND_UNSPECIFIED),
                "kinds must each be");
        assertRefused(
                WatchRequest.newBuilder().setSince(Timestamp.newBuilder().setSeconds(-1)),
                "since must be");
    }

    private static void assertRefused(WatchRequest.Builder request, String message) {
        StatusRuntimeException refused =
                assertThrows(StatusRuntimeException.class, () -> watch(request.build()).hasNext());
        assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
        assertTrue(String.valueOf(refused.getMessage()).contains(message), message);
    }

    private static Iterator<WatchResponse> watch(WatchRequest request) {
        return service.withDeadlineAfter(30, TimeUnit.SECONDS).watch(request);
    }

    /** Those up to the one about an authorization; then the call is cancelled. */
    private static List<WatchResponse> events(WatchRequest request, long lastAuthorization) {
        List<WatchResponse> events = new ArrayList<>();
        Context.CancellableContext call = Context.current().withCancellation();
        call.run(
                () -> {
                    Iterator<WatchResponse> stream = watch(request);
                    while (events.isEmpty()
                            || events.getLast().getEvent().getAuthorizationId()
                                    != lastAuthorization) {
                        WatchResponse response = stream.next();
                        if (response.hasEvent()) {
                            events.add(response);
                        }
                    }
                });
        call.cancel(null);
        return events;
    }

    private static long authorize(AuthorizationServiceBlockingStub stub, long yen) {
        return stub.authorize(
                        AuthorizeRequest.newBuilder()
                                .setRequestId("watch-" + requests++)
                                .setPan(DIGITS)
                                .setKind(TransactionKind.TRANSACTION_KIND_PURCHASE)
                                .setAmount(Money.newBuilder().setMinorUnits(yen).setCurrency("JPY"))
                                .build())
                .getAuthorizationId();
    }
}
