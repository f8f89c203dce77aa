package io.kessai.authorization.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.kessai.authorization.RunningServer;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.Pan;
import io.kessai.grpc.card.v1.AdjustmentKind;
import io.kessai.grpc.card.v1.Card;
import io.kessai.grpc.card.v1.CardServiceGrpc;
import io.kessai.grpc.card.v1.CardServiceGrpc.CardServiceBlockingStub;
import io.kessai.grpc.card.v1.CardStatus;
import io.kessai.grpc.card.v1.GetAccountRequest;
import io.kessai.grpc.card.v1.GetCardRequest;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.IssueCardResponse;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.card.v1.PostAdjustmentRequest;
import io.kessai.grpc.card.v1.SetCardStatusRequest;
import io.kessai.grpc.card.v1.SetCreditLimitRequest;
import io.kessai.grpc.error.v1.ErrorDetail;
import io.kessai.grpc.type.v1.Direction;
import io.kessai.grpc.type.v1.Money;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.io.IOException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The card service as its callers see it: a server process, gRPC, and a real PostgreSQL. */
@Tag("database")
class CardServiceIT {
    private static final String PAN = "9999000000000000";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static DatabaseEndpoint database;
    private static RunningServer server;
    private static CardServiceBlockingStub service;

    @BeforeAll
    static void start() {
        database = TestDatabase.shared().createFromTemplate();
        server = RunningServer.local(database);
        service = CardServiceGrpc.newBlockingStub(server.channel());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void an_account_shows_its_balances() {
        long id = account("JPY", 50_000);
        service.postAdjustment(adjustment(id, AdjustmentKind.ADJUSTMENT_KIND_LOAD, true, 1_000));
        service.postAdjustment(adjustment(id, AdjustmentKind.ADJUSTMENT_KIND_FEE, false, 300));

        var account =
                service.getAccount(GetAccountRequest.newBuilder().setAccountId(id).build())
                        .getAccount();

        assertEquals(700, account.getPosted());
        assertEquals(50_700, account.getAvailable());
        assertEquals("JPY", account.getCurrency());
    }

    @Test
    void a_card_is_shown_masked_and_stored_sealed() throws SQLException {
        Card given = issue(issueRequest(account("JPY", 0)).setPan(luhn(PAN))).getCard();
        Card drawn = issue(issueRequest(account("JPY", 0))).getCard();

        assertEquals("999900******" + luhn(PAN).substring(12), given.getMaskedPan());
        assertEquals("2029-12", given.getExpires());
        assertEquals(CardStatus.CARD_STATUS_NOT_ACTIVATED, given.getStatus());
        assertTrue(drawn.getMaskedPan().startsWith("999901******"), drawn.getMaskedPan());
        assertEquals(
                given,
                service.getCard(GetCardRequest.newBuilder().setCardId(given.getCardId()).build())
                        .getCard());
        assertEquals(
                "0", one("select count(*) from cards c where c::text like '%" + luhn(PAN) + "%'"));
    }

    @Test
    void every_changing_call_is_done_once_and_answers_a_repeat_alike() throws SQLException {
        var request = OpenAccountRequest.newBuilder().setRequestId(next()).setCurrency("JPY");
        var open = request.setProduct("gold").build();
        long id = twice(() -> service.openAccount(open)).getAccount().getAccountId();
        var limit =
                SetCreditLimitRequest.newBuilder()
                        .setRequestId(next())
                        .setAccountId(id)
                        .setCreditLimit(7)
                        .build();
        twice(() -> service.setCreditLimit(limit));
        var load = adjustment(id, AdjustmentKind.ADJUSTMENT_KIND_LOAD, true, 10);
        twice(() -> service.postAdjustment(load));
        var issue = issueRequest(id).build();
        long card = twice(() -> service.issueCard(issue)).getCard().getCardId();
        var status = status(card, CardStatus.CARD_STATUS_ACTIVE);
        twice(() -> service.setCardStatus(status));

        assertEquals("gold", one("select product from accounts where id = " + id));
        assertEquals("1", one("select count(*) from cards where account_id = " + id));
        assertEquals("10", one("select posted from accounts where id = " + id));
        assertEquals("1", one("select count(*) from ledger_postings where account_id = " + id));
    }

    @Test
    void a_card_told_to_be_active_has_its_pin_tries_again() throws SQLException {
        long card = issue(issueRequest(account("JPY", 0))).getCard().getCardId();
        service.setCardStatus(status(card, CardStatus.CARD_STATUS_ACTIVE));
        execute("update cards set pin_failures = 3 where id = " + card);

        service.setCardStatus(status(card, CardStatus.CARD_STATUS_PAUSED));
        assertEquals("3", one("select pin_failures from cards where id = " + card));
        service.setCardStatus(status(card, CardStatus.CARD_STATUS_ACTIVE));
        assertEquals("0", one("select pin_failures from cards where id = " + card));
        execute("update cards set pin_failures = 2 where id = " + card);
        service.setCardStatus(status(card, CardStatus.CARD_STATUS_ACTIVE));
        assertEquals("0", one("select pin_failures from cards where id = " + card));
    }

    @Test
    void a_request_id_with_other_content_is_refused() {
        String requestId = next();
        long id = account("JPY", 0);
        var first =
                issueRequest(id).setRequestId(requestId).setPan(luhn("9999000000000010")).build();
        service.issueCard(first);

        refused(
                ErrorCode.REQUEST_ID_REUSED,
                () ->
                        service.issueCard(
                                first.toBuilder().setPan(luhn("9999000000000020")).build()));
        refused(
                ErrorCode.REQUEST_ID_REUSED,
                () ->
                        service.openAccount(
                                OpenAccountRequest.newBuilder()
                                        .setRequestId(requestId)
                                        .setCurrency("JPY")
                                        .build()));
    }

    @Test
    void refusals_have_stable_codes() {
        long id = account("JPY", 0);
        Card card = issue(issueRequest(id).setPan(luhn("9999000000000030"))).getCard();
        var load = adjustment(id, AdjustmentKind.ADJUSTMENT_KIND_LOAD, true, 1);

        refused(
                ErrorCode.ACCOUNT_NOT_FOUND,
                () -> service.postAdjustment(load.toBuilder().setAccountId(987_654).build()));
        refused(
                ErrorCode.CURRENCY_MISMATCH,
                () ->
                        service.postAdjustment(
                                load.toBuilder()
                                        .setAmount(money(1).toBuilder().setCurrency("USD"))
                                        .build()));
        refused(
                ErrorCode.CARD_EXISTS,
                () -> issue(issueRequest(id).setPan(luhn("9999000000000030"))));
        refused(
                ErrorCode.CARD_NOT_FOUND,
                () -> service.setCardStatus(status(987_654, CardStatus.CARD_STATUS_ACTIVE)));
        service.setCardStatus(status(card.getCardId(), CardStatus.CARD_STATUS_LOST));
        refused(
                ErrorCode.STATUS_CHANGE_REFUSED,
                () ->
                        service.setCardStatus(
                                status(card.getCardId(), CardStatus.CARD_STATUS_ACTIVE)));
        ErrorDetail detail =
                refused(
                        ErrorCode.REQUEST_INVALID,
                        () ->
                                service.postAdjustment(
                                        load.toBuilder()
                                                .setDirection(Direction.DIRECTION_DEBIT)
                                                .build()));
        assertEquals("direction", detail.getField());
    }

    @Test
    void a_closed_account_takes_adjustments_and_nothing_else() throws SQLException {
        long id = account("JPY", 0);
        execute("update accounts set status = 'closed' where id = " + id);

        service.postAdjustment(adjustment(id, AdjustmentKind.ADJUSTMENT_KIND_REPAYMENT, true, 1));
        refused(ErrorCode.ACCOUNT_CLOSED, () -> issue(issueRequest(id)));
        refused(
                ErrorCode.ACCOUNT_CLOSED,
                () ->
                        service.setCreditLimit(
                                SetCreditLimitRequest.newBuilder()
                                        .setRequestId(next())
                                        .setAccountId(id)
                                        .build()));
    }

    @Test
    void concurrent_adjustments_lose_nothing_and_never_deadlock() throws Exception {
        long left = account("JPY", 0);
        long right = account("JPY", 0);
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            var load = adjustment(left, AdjustmentKind.ADJUSTMENT_KIND_LOAD, true, 10);
            var fee = adjustment(right, AdjustmentKind.ADJUSTMENT_KIND_FEE, false, 3);
            calls.add(() -> service.postAdjustment(load));
            calls.add(() -> service.postAdjustment(load));
            calls.add(() -> service.postAdjustment(fee));
            calls.add(() -> issue(issueRequest(left)));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
        }

        assertEquals("1500", one("select posted from accounts where id = " + left));
        assertEquals("-450", one("select posted from accounts where id = " + right));
        assertEquals("150", one("select count(*) from cards where account_id = " + left));
        assertEquals("0", one(UNEXPLAINED_BALANCES));
        assertEquals(
                "0",
                one("select deadlocks from pg_stat_database where datname = current_database()"));
    }

    private static final String UNEXPLAINED_BALANCES =
            """
            select count(*)
            from accounts a
            where a.posted <> (
                select coalesce(sum(case p.direction when 'credit' then p.amount else -p.amount end), 0)
                from ledger_postings p
                where p.account_id = a.id)
            """;

    @Test
    void concurrent_copies_of_a_call_get_one_answer() throws Exception {
        var open = OpenAccountRequest.newBuilder().setRequestId(next()).setCurrency("USD").build();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Long>> copies = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                copies.add(() -> service.openAccount(open).getAccount().getAccountId());
            }
            long first = service.openAccount(open).getAccount().getAccountId();
            for (Future<Long> copy : threads.invokeAll(copies)) {
                assertEquals(first, copy.get());
            }
        }
    }

    @Test
    void operators_see_health_and_metrics() throws IOException, InterruptedException {
        account("JPY", 0);

        assertEquals(200, server.get("/q/health/live").statusCode());
        assertEquals(200, server.get("/q/health/ready").statusCode());
        String metrics = server.get("/q/metrics").body();
        assertTrue(metrics.contains("kessai_card_store_faults_total{fault=\"DEADLOCK\"} 0.0"));
    }

    @Test
    void no_card_number_and_no_key_is_in_the_log() throws IOException {
        String pan = luhn("9999000000000040");
        long id = account("JPY", 0);
        issue(issueRequest(id).setPan(pan));
        refused(ErrorCode.CARD_EXISTS, () -> issue(issueRequest(id).setPan(pan)));

        String printed = server.printed();
        assertTrue(printed.contains("CARD_EXISTS"), "the refusal is logged");
        assertFalse(printed.contains(pan));
    }

    private static long account(String currency, long limit) {
        return service.openAccount(
                        OpenAccountRequest.newBuilder()
                                .setRequestId(next())
                                .setCurrency(currency)
                                .setCreditLimit(limit)
                                .build())
                .getAccount()
                .getAccountId();
    }

    private static PostAdjustmentRequest adjustment(
            long account, AdjustmentKind kind, boolean credit, long units) {
        return PostAdjustmentRequest.newBuilder()
                .setRequestId(next())
                .setAccountId(account)
                .setKind(kind)
                .setDirection(credit ? Direction.DIRECTION_CREDIT : Direction.DIRECTION_DEBIT)
                .setAmount(money(units))
                .setReason("test")
                .build();
    }

    private static IssueCardRequest.Builder issueRequest(long account) {
        return IssueCardRequest.newBuilder()
                .setRequestId(next())
                .setAccountId(account)
                .setExpires("2029-12");
    }

    private static IssueCardResponse issue(IssueCardRequest.Builder call) {
        return service.issueCard(call.build());
    }

    private static SetCardStatusRequest status(long card, CardStatus status) {
        return SetCardStatusRequest.newBuilder()
                .setRequestId(next())
                .setCardId(card)
                .setStatus(status)
                .build();
    }

    private static Money money(long units) {
        return Money.newBuilder().setMinorUnits(units).setCurrency("JPY").build();
    }

    private static String next() {
        return "request-" + NEXT.incrementAndGet();
    }

    /** The digits with the last one replaced by the Luhn check digit. */
    private static String luhn(String digits) {
        for (int check = 0; ; check++) {
            String candidate = digits.substring(0, digits.length() - 1) + check;
            if (Pan.of(candidate).orElseThrow().passesLuhn()) {
                return candidate;
            }
        }
    }

    private static <R extends Message> R twice(Supplier<R> call) {
        R first = call.get();
        assertEquals(first, call.get());
        return first;
    }

    private static ErrorDetail refused(ErrorCode code, Supplier<?> call) {
        StatusRuntimeException thrown = assertThrows(StatusRuntimeException.class, call::get);
        try {
            ErrorDetail detail =
                    StatusProto.fromThrowable(thrown).getDetails(0).unpack(ErrorDetail.class);
            assertEquals(code.name(), detail.getName());
            assertEquals(code.number(), detail.getNumber());
            assertEquals(code.isRetryable(), detail.getRetryable());
            assertEquals(CallEdge.status(code), thrown.getStatus().getCode());
            return detail;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no error detail of ours", e);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.SERVER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        DatabaseEndpoint superuser = TestDatabase.shared().superuser(database);
        try (Connection connection = superuser.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
