package io.kessai.authorization.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.StatusRuntimeException;
import io.kessai.authorization.RunningServer;
import io.kessai.domain.ErrorCode;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc.AuthorizationServiceBlockingStub;
import io.kessai.grpc.authorization.v1.AuthorizeRequest;
import io.kessai.grpc.authorization.v1.TransactionKind;
import io.kessai.grpc.card.v1.AmountLimit;
import io.kessai.grpc.card.v1.CardServiceGrpc;
import io.kessai.grpc.card.v1.CardServiceGrpc.CardServiceBlockingStub;
import io.kessai.grpc.card.v1.CardStatus;
import io.kessai.grpc.card.v1.ControlPeriod;
import io.kessai.grpc.card.v1.ControlRule;
import io.kessai.grpc.card.v1.ControlState;
import io.kessai.grpc.card.v1.ControlSubject;
import io.kessai.grpc.card.v1.ControlWindow;
import io.kessai.grpc.card.v1.GetControlsRequest;
import io.kessai.grpc.card.v1.GetControlsResponse;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.card.v1.SetControlsRequest;
import io.kessai.grpc.type.v1.Money;
import io.kessai.local.database.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Controls as people's programs set them: they apply to the next message, without a restart. */
@Tag("database")
class ControlCallsIT {
    private static final String PAN = "9999000000000103";
    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningServer server;
    private static CardServiceBlockingStub cards;
    private static AuthorizationServiceBlockingStub authorizations;

    @BeforeAll
    static void start() {
        server = RunningServer.local(TestDatabase.shared().createFromTemplate());
        cards = CardServiceGrpc.newBlockingStub(server.channel());
        authorizations = AuthorizationServiceGrpc.newBlockingStub(server.channel());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_limit_applies_to_the_next_message_and_its_usage_is_shown() {
        ControlSubject card = ControlSubject.newBuilder().setCardId(card()).build();
        assertEquals("APPROVED", purchase(400));
        SetControlsRequest request = request(card, 1_000).setExpectedVersion(0).build();
        var set = cards.setControls(request).getControls();
        assertEquals(set, cards.setControls(request).getControls(), "a repeat");
        assertEquals(1, set.getVersion());
        assertEquals("LIMIT_AMOUNT", purchase(601));
        assertEquals("APPROVED", purchase(600));

        GetControlsResponse shown = get(card);
        assertEquals(set, shown.getEnforced());
        assertFalse(shown.hasShadow());
        assertEquals(1_000, shown.getUsage(0).getAmount());
        assertEquals(2, shown.getUsage(0).getCount());

        var shadow =
                cards.setControls(
                                request(card, 1)
                                        .setState(ControlState.CONTROL_STATE_SHADOW)
                                        .build())
                        .getControls();
        assertEquals(shadow, get(card).getShadow());
        refused(ErrorCode.CONTROLS_CHANGED, request(card, 2_000).setExpectedVersion(1));
        cards.setControls(request(card, 2_000).setExpectedVersion(2).build());
        assertFalse(get(card).hasShadow(), "older than what is enforced");
        assertEquals("APPROVED", purchase(1_000));
    }

    @Test
    void whose_controls_they_are_must_be_known() {
        refused(
                ErrorCode.CARD_NOT_FOUND,
                request(ControlSubject.newBuilder().setCardId(99_999).build(), 1));
        refused(
                ErrorCode.ACCOUNT_NOT_FOUND,
                request(ControlSubject.newBuilder().setAccountId(99_999).build(), 1));
        refused(ErrorCode.REQUEST_INVALID, request(ControlSubject.getDefaultInstance(), 1));
        ControlSubject gold = ControlSubject.newBuilder().setProduct("gold").build();
        cards.setControls(request(gold, 5).build());
        assertEquals(1, get(gold).getEnforced().getRulesCount());
        assertEquals(0, get(gold).getUsageCount());
    }

    private static GetControlsResponse get(ControlSubject subject) {
        return cards.getControls(GetControlsRequest.newBuilder().setSubject(subject).build());
    }

    private static void refused(ErrorCode code, SetControlsRequest.Builder request) {
        String message =
                assertThrows(StatusRuntimeException.class, () -> cards.setControls(request.build()))
                        .getStatus()
                        .getDescription();
        assertEquals(code.name(), String.valueOf(message).split(":")[0]);
    }

    private static SetControlsRequest.Builder request(ControlSubject subject, long units) {
        return SetControlsRequest.newBuilder()
                .setRequestId("controls-" + NEXT.incrementAndGet())
                .setSubject(subject)
                .setState(ControlState.CONTROL_STATE_ENFORCED)
                .setSetBy("an operator")
                .addRules(
                        ControlRule.newBuilder()
                                .setAmountLimit(
                                        AmountLimit.newBuilder()
                                                .setUnits(units)
                                                .setWindow(
                                                        ControlWindow.newBuilder()
                                                                .setPeriod(
                                                                        ControlPeriod
                                                                                .CONTROL_PERIOD_LIFETIME))));
    }

    private static long card() {
        long account =
                cards.openAccount(
                                OpenAccountRequest.newBuilder()
                                        .setRequestId("account-1")
                                        .setCurrency("JPY")
                                        .setCreditLimit(100_000)
                                        .build())
                        .getAccount()
                        .getAccountId();
        return cards.issueCard(
                        IssueCardRequest.newBuilder()
                                .setRequestId("card-1")
                                .setAccountId(account)
                                .setPan(PAN)
                                .setExpires("2039-12")
                                .setStatus(CardStatus.CARD_STATUS_ACTIVE)
                                .build())
                .getCard()
                .getCardId();
    }

    private static String purchase(long units) {
        return authorizations
                .authorize(
                        AuthorizeRequest.newBuilder()
                                .setRequestId("purchase-" + NEXT.incrementAndGet())
                                .setPan(PAN)
                                .setKind(TransactionKind.TRANSACTION_KIND_PURCHASE)
                                .setAmount(
                                        Money.newBuilder().setMinorUnits(units).setCurrency("JPY"))
                                .setExpires("2039-12")
                                .build())
                .getReason();
    }
}
