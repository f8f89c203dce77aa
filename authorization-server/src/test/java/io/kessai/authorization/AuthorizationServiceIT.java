package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kessai.grpc.authorization.v1.Authorization;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc.AuthorizationServiceBlockingStub;
import io.kessai.grpc.authorization.v1.AuthorizationStatus;
import io.kessai.grpc.authorization.v1.Conversion;
import io.kessai.grpc.authorization.v1.GetAuthorizationRequest;
import io.kessai.grpc.authorization.v1.GetAuthorizationResponse;
import io.kessai.grpc.authorization.v1.HoldEvent;
import io.kessai.grpc.authorization.v1.HoldTerm;
import io.kessai.grpc.authorization.v1.ListAuthorizationsRequest;
import io.kessai.grpc.authorization.v1.ListAuthorizationsResponse;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading authorizations as callers see it: a server process, gRPC, and a real PostgreSQL. */
@Tag("database")
class AuthorizationServiceIT {
    /** Account 1 has cards 1 and 2 with 120 authorizations, every third the second card's. */
    private static final String ROWS =
            """
            insert into accounts (id, credit_limit, currency) values (1, 1000, 392), (2, 1000, 392);
            insert into cards (id, account_id, pan_key_version, expires, pan_token, pan_ciphertext,
                first_six, last_four)
            select n, 1, 1, '2029-12-31', decode(repeat('0' || n, 16), 'hex'), '\\x00', '999900', '000' || n
            from generate_series(1, 2) as n;
            insert into authorizations (id, account_id, card_id, decided_at, amount, authorized,
                reversed, expires_on, transmitted_on, policy_version, currency, amount_currency,
                status, direction, message_key, network, message_class, stan, transmission,
                acquirer, forwarder, rrn, terminal, approval_code, network_transaction_id,
                processing_code, mcc, merchant, rate, markup_basis_points)
            select n, 1, case n % 3 when 0 then 2 else 1 end, '2026-11-21T01:02:03.456789Z', 1250,
                500, 200, '2026-11-28', '2026-11-21', 1, 392, 840, 'approved', 'debit', 'key' || n,
                'test', '1', '', '', '', '', 'rrn', '', 'A1B2C3', '', '000000', '5411', 'shop',
                case n when 7 then 155.250 end, case n when 7 then 250 end
            from generate_series(1, 120) as n;
            insert into hold_events (authorization_id, amount, recorded_at, transmitted_on,
                original_level, term, message_key)
            values (7, 500, '2026-11-21T01:02:03Z', '2026-11-21', 0, 'authorized', 'key7'),
                (7, 200, '2026-11-21T01:03:03Z', '2026-11-21', 2, 'reversed', 'other');
            """;

    private static RunningServer server;
    private static AuthorizationServiceBlockingStub service;

    @BeforeAll
    static void start() throws SQLException {
        DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
        try (Connection connection =
                        TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute(ROWS);
        }
        server = RunningServer.local(database);
        service = AuthorizationServiceGrpc.newBlockingStub(server.channel());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_rate_is_told_where_one_was_used() {
        Conversion conversion = get(7).getAuthorization().getConversion();
        assertEquals("155.25", conversion.getRate());
        assertEquals(250, conversion.getMarkupBasisPoints());
        assertFalse(get(8).getAuthorization().hasConversion());
    }

    @Test
    void an_authorization_comes_with_its_events_oldest_first() {
        GetAuthorizationResponse found = get(7);

        Authorization authorization = found.getAuthorization();
        assertEquals(AuthorizationStatus.AUTHORIZATION_STATUS_APPROVED, authorization.getStatus());
        assertEquals(1250, authorization.getAmount().getMinorUnits());
        assertEquals("USD", authorization.getAmount().getCurrency());
        assertEquals("JPY", authorization.getHold().getCurrency());
        assertEquals(500, authorization.getHold().getAuthorized());
        assertEquals(200, authorization.getHold().getReversed());
        assertEquals(300, authorization.getHold().getRemaining());
        assertEquals("2026-11-28", authorization.getExpiresOn());
        assertEquals(456_789_000, authorization.getDecidedAt().getNanos());
        assertEquals(
                List.of(HoldTerm.HOLD_TERM_AUTHORIZED, HoldTerm.HOLD_TERM_REVERSED),
                found.getEventsList().stream().map(HoldEvent::getTerm).toList());
        assertEquals(2, found.getEvents(1).getOriginalLevel());
    }

    @Test
    void pages_show_every_authorization_once_highest_identity_first() {
        assertEquals(identities(120, 1), allPages(0, 7));
        assertEquals(identities(120, 1), allPages(0, 120));
        assertEquals(identities(120, 1), allPages(0, 0));
        assertEquals(identities(120, 3), allPages(2, 9));
    }

    @Test
    void an_account_without_authorizations_has_one_empty_page() {
        ListAuthorizationsResponse page =
                service.listAuthorizations(
                        ListAuthorizationsRequest.newBuilder().setAccountId(2).build());

        assertEquals(0, page.getAuthorizationsCount());
        assertEquals("", page.getNextPageToken());
    }

    @Test
    void what_is_not_there_or_not_readable_is_refused() {
        assertEquals(Status.Code.NOT_FOUND, refusal(() -> get(987_654)));
        assertEquals(Status.Code.NOT_FOUND, refusal(() -> list(3, 0, 10, "")));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal(() -> get(0)));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal(() -> list(1, 0, 501, "")));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal(() -> list(1, 0, -1, "")));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal(() -> list(1, 0, 10, "no token")));
    }

    private static GetAuthorizationResponse get(long id) {
        return service.getAuthorization(
                GetAuthorizationRequest.newBuilder().setAuthorizationId(id).build());
    }

    private static ListAuthorizationsResponse list(
            long account, long card, int pageSize, String token) {
        return service.listAuthorizations(
                ListAuthorizationsRequest.newBuilder()
                        .setAccountId(account)
                        .setCardId(card)
                        .setPageSize(pageSize)
                        .setPageToken(token)
                        .build());
    }

    private static List<Long> allPages(long card, int pageSize) {
        List<Long> identities = new ArrayList<>();
        String token = "";
        do {
            ListAuthorizationsResponse page = list(1, card, pageSize, token);
            page.getAuthorizationsList().forEach(a -> identities.add(a.getAuthorizationId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return identities;
    }

    private static List<Long> identities(long highest, long step) {
        return LongStream.iterate(highest, id -> id > 0, id -> id - step).boxed().toList();
    }

    private static Status.Code refusal(Runnable call) {
        return assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode();
    }
}
