package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.PanToken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 2 of the order of checks: a message whose key is known. */
class SameMessageTest {
    private static final AuthorizationRequest FIRST = Scenario.of("").request();
    private static final Answer APPROVED =
            new Answer(
                    Reason.PARTIALLY_APPROVED,
                    "A1B2C3",
                    new SentAmount(600, 392),
                    Optional.of(new SentAmount(5, 840)),
                    List.of(new AdditionalAmount("00", "57", 392, 1000)));

    @Test
    void aRepeatGetsTheRecordedAnswerItself() {
        Recorded recorded = recorded(FIRST, false);
        assertSame(APPROVED, SameMessage.answer(FIRST, recorded));
        assertSame(APPROVED, SameMessage.answer(Scenario.of("mti=0101").request(), recorded));
    }

    @Test
    void aRepeatOfAnUndoneApprovalIsLateForEver() {
        Answer answer = SameMessage.answer(FIRST, recorded(FIRST, true));
        assertEquals(Reason.LATE, answer.reason());
        assertEquals("", answer.approvalCode());
        assertEquals(List.of(), answer.additionalAmounts());
    }

    @Test
    void aRepeatOfAnUndonePartialApprovalIsToldTheAmountItAskedFor() {
        Answer partial =
                new Answer(
                        Reason.PARTIALLY_APPROVED,
                        "A1B2C3",
                        new SentAmount(400, 392),
                        Optional.empty(),
                        List.of());
        Recorded undone =
                new Recorded(
                        FIRST.key(), FIRST.card(), FIRST.payment().amount(), partial, true, false);
        assertEquals(Answer.of(Reason.LATE, FIRST), SameMessage.answer(FIRST, undone));
    }

    @ParameterizedTest(name = "{0} with another {1}: {2}")
    @CsvSource({
        "0100, amount, KEY_REUSED",
        "0101, amount, KEY_REUSED",
        "0100, currency, KEY_REUSED",
        "0100, card, KEY_REUSED",
        "0200, amount, KEY_REUSED",
        "0120, amount, ACCEPTED",
        "0121, card, ACCEPTED",
        "0400, amount, ACCEPTED",
        "0401, card, ACCEPTED",
        "0420, currency, ACCEPTED",
        "0421, card, ACCEPTED",
        "0800, amount, ACCEPTED",
    })
    void anotherMessageUnderTheKeyIsRefusedOnlyWhereItAsks(
            String mti, String what, Reason expected) {
        String amount =
                switch (what) {
                    case "amount" -> "999 JPY";
                    case "currency" -> "1000 USD";
                    default -> "1000 JPY";
                };
        AuthorizationRequest other = Scenario.of("mti=" + mti + "; amount=" + amount).request();
        Recorded recorded = recorded(what.equals("card") ? withCard(other) : FIRST, false);
        assertFalse(SameMessage.isSame(other, recorded));
        assertEquals(Answer.of(expected, other), SameMessage.answer(other, recorded));
    }

    @Test
    void anotherMessageUnderTheKeyOfAnUndoneOneIsStillAnother() {
        AuthorizationRequest other = Scenario.of("amount=5 JPY").request();
        assertEquals(Reason.KEY_REUSED, SameMessage.answer(other, recorded(FIRST, true)).reason());
    }

    @Test
    void onlyCardAndAmountMakeAnotherMessage() {
        AuthorizationRequest restamped =
                Scenario.of("billing=7 USD; de14=2030-01; mcc=1111; partial=yes").request();
        assertTrue(SameMessage.isSame(restamped, recorded(FIRST, false)));
    }

    private static AuthorizationRequest withCard(AuthorizationRequest request) {
        return new AuthorizationRequest(
                request.kind(),
                request.mti(),
                request.isRepeat(),
                request.key(),
                new PanToken(1, 3),
                request.passesLuhn(),
                request.payment(),
                request.acceptor(),
                request.references(),
                request.circumstances(),
                request.findings(),
                request.pointOfService());
    }

    private static Recorded recorded(AuthorizationRequest request, boolean isVoided) {
        return new Recorded(
                request.key(),
                request.card(),
                request.payment().amount(),
                APPROVED,
                isVoided,
                false);
    }
}
