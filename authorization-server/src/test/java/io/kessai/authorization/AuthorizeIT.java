package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc.AuthorizationServiceBlockingStub;
import io.kessai.grpc.authorization.v1.AuthorizeRequest;
import io.kessai.grpc.authorization.v1.AuthorizeResponse;
import io.kessai.grpc.authorization.v1.GetAuthorizationRequest;
import io.kessai.grpc.authorization.v1.TransactionKind;
import io.kessai.grpc.card.v1.Account;
import io.kessai.grpc.card.v1.CardServiceGrpc;
import io.kessai.grpc.card.v1.CardServiceGrpc.CardServiceBlockingStub;
import io.kessai.grpc.card.v1.CardStatus;
import io.kessai.grpc.card.v1.GetAccountRequest;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.type.v1.Money;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Authorizing over gRPC: decided, committed and journaled as a network's message is. */
@Tag("database")
class AuthorizeIT {
    private static final String[] PANS = {
        "9999020000000010", "9999020000000028", "9999020000000036", "9999020000000044"
    };

    private static DatabaseEndpoint database;
    private static RunningServer server;
    private static AuthorizationServiceBlockingStub service;
    private static CardServiceBlockingStub cards;
    private static int next;

    private long account;
    private String pan = "";

    @BeforeAll
    static void start() {
        database = TestDatabase.shared().createFromTemplate();
        server = RunningServer.local(database);
        service = AuthorizationServiceGrpc.newBlockingStub(server.channel());
        cards = CardServiceGrpc.newBlockingStub(server.channel());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void issue() {
        next++;
        pan = PANS[next - 1];
        account =
                cards.openAccount(
                                OpenAccountRequest.newBuilder()
                                        .setRequestId("account-" + next)
                                        .setCurrency("JPY")
                                        .setCreditLimit(1000)
                                        .build())
                        .getAccount()
                        .getAccountId();
        cards.issueCard(
                IssueCardRequest.newBuilder()
                        .setRequestId("card-" + next)
                        .setAccountId(account)
                        .setPan(pan)
                        .setExpires("2099-12")
                        .setStatus(CardStatus.CARD_STATUS_ACTIVE)
                        .build());
    }

    @Test
    void an_approval_holds_the_amount_and_is_found_again() {
        AuthorizeResponse approved = service.authorize(purchase("first-" + next, 400));

        assertTrue(approved.getApproved());
        assertEquals("APPROVED", approved.getReason());
        assertEquals("00", approved.getResponseCode());
        assertEquals(6, approved.getApprovalCode().length());
        assertEquals(400, approved.getApprovedAmount().getMinorUnits());
        assertEquals(400, account().getHeld());
        assertEquals(600, account().getAvailable());
        assertEquals(
                400,
                service.getAuthorization(
                                GetAuthorizationRequest.newBuilder()
                                        .setAuthorizationId(approved.getAuthorizationId())
                                        .build())
                        .getAuthorization()
                        .getHold()
                        .getRemaining());
    }

    @Test
    void a_decline_is_an_answer_and_a_card_that_is_not_ours_too() {
        AuthorizeResponse declined = service.authorize(purchase("much-" + next, 1001));
        AuthorizeResponse unknown =
                service.authorize(
                        purchase("unknown-" + next, 1).toBuilder()
                                .setPan("4000000000000002")
                                .build());

        assertFalse(declined.getApproved());
        assertEquals("INSUFFICIENT_FUNDS", declined.getReason());
        assertEquals("51", declined.getResponseCode());
        assertEquals(0, declined.getApprovedAmount().getMinorUnits());
        assertEquals("CARD_UNKNOWN", unknown.getReason());
        assertEquals(0, unknown.getAuthorizationId());
        assertEquals(0, account().getHeld());
    }

    @Test
    void copies_and_later_repeats_get_the_recorded_answer_and_hold_once() throws Exception {
        AuthorizeRequest request = purchase("copies-" + next, 300);
        AuthorizeResponse first;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<AuthorizeResponse>> copies = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                copies.add(() -> service.authorize(request));
            }
            List<Future<AuthorizeResponse>> answers = threads.invokeAll(copies);
            first = answers.getFirst().get();
            for (Future<AuthorizeResponse> answer : answers) {
                assertEquals(first, answer.get());
            }
        }
        // Past the second that stands in the place of DE7.
        Thread.sleep(1100);

        assertEquals(first, service.authorize(request));
        assertEquals(300, account().getHeld());
        assertEquals("1", one("select count(*) from journal where account_id = " + account));
    }

    private AuthorizeRequest purchase(String requestId, long units) {
        return AuthorizeRequest.newBuilder()
                .setRequestId(requestId)
                .setPan(pan)
                .setKind(TransactionKind.TRANSACTION_KIND_PURCHASE)
                .setAmount(Money.newBuilder().setCurrency("JPY").setMinorUnits(units))
                .setMcc("5411")
                .build();
    }

    private Account account() {
        return cards.getAccount(GetAccountRequest.newBuilder().setAccountId(account).build())
                .getAccount();
    }

    @Test
    void the_same_request_id_with_another_amount_or_card_is_refused() {
        service.authorize(purchase("reused-" + next, 10));

        for (AuthorizeRequest other :
                List.of(
                        purchase("reused-" + next, 11),
                        purchase("reused-" + next, 10).toBuilder()
                                .setPan("4000000000000002")
                                .build())) {
            StatusRuntimeException refused =
                    assertThrows(StatusRuntimeException.class, () -> service.authorize(other));
            assertEquals(Status.Code.ALREADY_EXISTS, refused.getStatus().getCode());
        }
        assertEquals(10, account().getHeld());
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.SERVER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
