package io.kessai.authorization.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.AdditionalAmount;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.message.Wire;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back, field by field, in both dialects. */
class ResponseWriterTest {
    /** Every field the generic dialects have that a network may send with a request. */
    private static final String EVERYTHING =
            "5=000000000001; 6=000000000700; 9=00000001; 12=120000; 13=1121; 14=2912; 15=1121;"
                    + " 16=1121; 18=5411; 19=392; 22=051; 23=001; 25=00; 28=D00000001; 33=99;"
                    + " 35=9999000000000012=29121010000; 43=SHOP________________________________TOJP;"
                    + " 45=B9999000000000012^T^2912; 48=PRIVATE; 51=840; 52=0123456789ABCDEF;"
                    + " 53=1234567890123456; 54=0040392D000000000300; 55=9F1A020392; 60=0000000001;"
                    + " 61=POS; 62=NET00001; 63=NETWORK";

    private static final Answer APPROVED =
            answer(Reason.APPROVED, "A1B2C3", new SentAmount(1000, 392));

    private final ResponseWriter writer = new ResponseWriter(ResponseCodes.generic());

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary"})
    void anApprovalCarriesTheseFieldsAndNoOthers(String dialect) {
        Message request = Wire.message(dialect, "0100", EVERYTHING);
        assertEquals(
                "2 3 4 6 7 11 12 13 15 18 19 22 25 32 33 37 38 39 41 42 48 49 51 62 63",
                fields(response(dialect, request, APPROVED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary"})
    void whatTheSenderEchoesOnComesBackAsReceived(String dialect) {
        Message request =
                Wire.message(dialect, "0100", EVERYTHING + "; 41=T_1_____; 42=__M____________");
        Message response = response(dialect, request, APPROVED);
        for (int field : new int[] {3, 4, 7, 11, 12, 13, 15, 18, 19, 22, 25, 32, 33, 37, 41, 42}) {
            assertEquals(request.text(field), response.text(field), "field " + field);
        }
        for (int field : new int[] {48, 49, 51, 62, 63}) {
            assertEquals(request.text(field), response.text(field), "field " + field);
        }
        assertEquals(request.secret(2), response.secret(2));
    }

    @Test
    void whatWasNotSentIsNotInvented() {
        Message request = Wire.message("iso87-ascii", "0100", "32=; 37=; 41=; 42=");
        assertEquals("2 3 4 7 11 38 39 49", fields(writer.response(request, APPROVED)));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 23, 35, 45, 52, 53, 55})
    void cardDataNeverComesBack(int field) {
        for (String mti : List.of("0100", "0120", "0400", "0420")) {
            Message request = Wire.message("iso87-ascii", mti, EVERYTHING);
            assertTrue(request.has(field));
            for (Reason reason : Reason.values()) {
                Answer answer = answer(reason, "", new SentAmount(1000, 392));
                assertFalse(writer.response(request, answer).has(field), mti + " " + reason);
            }
            assertFalse(writer.formatError(request, 3).has(field), mti);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0100, 0110", "0101, 0110", "0120, 0130", "0121, 0130", "0400, 0410", "0401, 0410",
        "0420, 0430", "0421, 0430", "0200, 0210", "0220, 0230", "0302, 0312", "0620, 0630",
        "0102, 0112",
    })
    void theTypeOfAnAnswerIsOfTheSameClass(String mti, String answered) {
        Message request = Wire.message("iso87-ascii", mti, "");
        assertEquals(answered, writer.response(request, APPROVED).mti().toString());
        assertEquals(answered, writer.formatError(request, 3).mti().toString());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void theChipIsAnsweredOnAYesOnly(Reason reason) {
        Message request = Wire.message("iso87-ascii", "0100", "55=9F36020001");
        Answer answer = answer(reason, "", new SentAmount(1000, 392));
        Optional<Bytes> data = Optional.of(Bytes.ofHex("28993816AFAE4AEB3030"));
        boolean isYes = !reason.declines() && !reason.isTechnical();

        assertEquals(
                isYes ? Optional.of("910A28993816AFAE4AEB3030") : Optional.empty(),
                writer.response(request, answer, Findings.NONE, data).binary(55).map(Bytes::toHex));
    }

    @Test
    void whoSentNoChipDataGetsNone() {
        Message request = Wire.message("iso87-ascii", "0100", "");
        Optional<Bytes> data = Optional.of(Bytes.ofHex("28993816AFAE4AEB3030"));

        assertFalse(writer.response(request, APPROVED, Findings.NONE, data).has(55));
    }

    @Test
    void aCutoverIsAnsweredWithWhatNetworkManagementEchoes() {
        Message request =
                Wire.message(
                        "iso87-ascii",
                        "0800",
                        "2=; 3=; 4=; 12=080000; 15=1121; 49=; 53=0000000000000001; 70=201");
        assertEquals(
                Message.builder("0810")
                        .echo(request, 7, 11, 15, 32, 37, 41, 42, 53, 70)
                        .text(39, "00")
                        .build(),
                writer.response(request, answer(Reason.ACCEPTED, "", new SentAmount(0, 0))));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyApprovalsHaveDe38AndEveryAnswerHasDe39(Reason reason) {
        String code = reason.approves() ? "A1B2C3" : "";
        Message request = Wire.message("iso87-ascii", "0100", "38=OLDONE");
        Message response =
                writer.response(request, answer(reason, code, new SentAmount(1000, 392)));
        assertEquals(
                reason.approves() ? Optional.of("A1B2C3") : Optional.empty(), response.text(38));
        assertEquals(Optional.of(ResponseCodes.generic().of(reason)), response.text(39));
        assertFalse(response.has(44));
    }

    @Test
    void aPartialApprovalTellsBothAmountsAndTheOriginalOne() {
        Message request = Wire.message("iso87-binary", "0100", "6=000000001500; 51=840");
        Answer partial =
                new Answer(
                        Reason.PARTIALLY_APPROVED,
                        "A1B2C3",
                        new SentAmount(600, 392),
                        Optional.of(new SentAmount(900, 840)),
                        List.of(new AdditionalAmount("20", "57", 392, 1000)));
        Message response = response("iso87-binary", request, partial);
        assertEquals(Optional.of("000000000600"), response.text(4));
        assertEquals(Optional.of("000000000900"), response.text(6));
        assertEquals(Optional.of("2057392C000000001000"), response.text(54));
        assertEquals(Optional.of("10"), response.text(39));
    }

    @Test
    void balancesAreGroupsOfTwentyWithTheirSign() {
        Message request = Wire.message("iso87-ascii", "0100", "3=301000");
        Answer balances =
                new Answer(
                        Reason.APPROVED,
                        "A1B2C3",
                        new SentAmount(1000, 392),
                        Optional.empty(),
                        List.of(
                                new AdditionalAmount("10", "01", 48, -2000),
                                new AdditionalAmount("10", "02", 48, 1_000_000_000_000L),
                                new AdditionalAmount("10", "02", 48, 0)));
        assertEquals(
                Optional.of(
                        "1001048D000000002000" + "1002048C999999999999" + "1002048C000000000000"),
                response("iso87-ascii", request, balances).text(54));
    }

    @Test
    void amountsThatWereNotSentAreNotTold() {
        Message request = Wire.message("iso87-ascii", "0400", "4=; 49=; 51=840");
        Answer answer =
                new Answer(
                        Reason.ACCEPTED,
                        "",
                        SentAmount.NONE,
                        Optional.of(new SentAmount(5, 840)),
                        List.of());
        Message response = writer.response(request, answer);
        assertFalse(response.has(4));
        assertFalse(response.has(6));
    }

    @ParameterizedTest
    @CsvSource({
        "0400, true",
        "0401, true",
        "0420, true",
        "0421, true",
        "0100, false",
        "0120, false"
    })
    void onlyReversalsEchoDe90AndDe95(String mti, boolean isEchoed) {
        String named = "010000000111210200000000012345600000000099";
        String left = "000000000600000000000000000000000000000000";
        Message request = Wire.message("iso87-binary", mti, "90=" + named + "; 95=" + left);
        for (Message response :
                List.of(
                        response(
                                "iso87-binary",
                                request,
                                answer(Reason.ACCEPTED, "", new SentAmount(1000, 392))),
                        writer.formatError(request, 14))) {
            assertEquals(isEchoed ? Optional.of(named) : Optional.empty(), response.text(90));
            assertEquals(isEchoed ? Optional.of(left) : Optional.empty(), response.text(95));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary"})
    void aFormatErrorNamesTheFieldAndEchoesTheRest(String dialect) {
        Message request = Wire.message(dialect, "0100", EVERYTHING + "; 38=OLDONE");
        Message response = Wire.sent(dialect, writer.formatError(request, 14));
        assertEquals(Optional.of("30"), response.text(39));
        assertEquals(Optional.of("14"), response.text(44));
        assertEquals(request.text(7), response.text(7));
        assertEquals(request.text(11), response.text(11));
        assertFalse(response.has(38));
    }

    @Test
    void aNetworksOwnCodesAreUsed() {
        ResponseWriter own =
                new ResponseWriter(
                        ResponseCodes.genericExcept(
                                Map.of(Reason.VERIFIED, "00", Reason.FORMAT_ERROR, "99")));
        Message request = Wire.message("iso87-ascii", "0100", "4=000000000000");
        Answer verified = answer(Reason.VERIFIED, "", new SentAmount(0, 392));
        assertEquals(Optional.of("00"), own.response(request, verified).text(39));
        assertEquals(Optional.of("99"), own.formatError(request, 3).text(39));
    }

    private Message response(String dialect, Message request, Answer answer) {
        return Wire.sent(dialect, writer.response(request, answer));
    }

    private static Answer answer(Reason reason, String approvalCode, SentAmount amount) {
        return new Answer(
                reason, approvalCode, amount, Optional.of(new SentAmount(700, 840)), List.of());
    }

    private static String fields(Message message) {
        return message.fields().mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
