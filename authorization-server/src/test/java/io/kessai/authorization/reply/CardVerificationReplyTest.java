package io.kessai.authorization.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kessai.authorization.Table;
import io.kessai.authorization.Table.Row;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.message.Wire;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Subfields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What networks are told about verification values, as it goes over the wire. */
class CardVerificationReplyTest {
    private static final Findings MATCHED = findings(Finding.ABSENT, Finding.GOOD);

    static List<Row> rows() {
        return Table.of(CardVerificationReplyTest.class, "card-verification.table");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theNetworkHasItsOwnWords(Row row) {
        String dialect = row.get("dialect");
        Findings findings =
                findings(Finding.valueOf(row.get("track")), Finding.valueOf(row.get("printed")));
        for (String mti : List.of("0100", "0101", "0200")) {
            Message request = request(dialect, mti);
            Message response = response(dialect, request, Reason.APPROVED, findings);
            String said = row.get("said").replace('_', ' ');
            assertEquals(said, content(response, row.get("field")), mti);
            Message silent = response(dialect, request, Reason.APPROVED, Findings.NONE);
            assertEquals(said.isEmpty(), silent.equals(response), "the rest stays as it was");
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void itIsToldWhateverTheAnswerIs(Reason reason) {
        Message visa = response("visa-base1", request("visa-base1", "0100"), reason, MATCHED);
        assertEquals("         M", content(visa, "44"));
        Message mastercard =
                response("mastercard-cis", request("mastercard-cis", "0100"), reason, MATCHED);
        assertEquals("M", content(mastercard, "48.87"));
    }

    @Test
    void theRestOfTheFieldComesBackBesideIt() {
        Message request = with(Subfields.builder().text(0, "T").text(77, "C04").secret(92, "123"));
        Message response = response("mastercard-cis", request, Reason.APPROVED, MATCHED);
        assertEquals(
                Optional.of(Subfields.builder().text(0, "T").text(77, "C04").text(87, "M").build()),
                response.subfields(48));
    }

    /** A network that sends a result of its own is told ours. */
    @Test
    void aResultThatWasSentIsReplaced() {
        Message request = with(Subfields.builder().text(0, "T").text(87, "U").secret(92, "123"));
        Message response = response("mastercard-cis", request, Reason.APPROVED, MATCHED);
        assertEquals("M", content(response, "48.87"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0100", "0120", "0200", "0220", "0400", "0420"})
    void theValueItselfNeverComesBack(String mti) {
        Subfields.Builder parts = Subfields.builder().secret(43, "AAA").secret(92, "123");
        Message alone = Message.builder(mti).subfields(48, parts.build()).build();
        Message beside = Message.builder(mti).subfields(48, parts.text(0, "T").build()).build();
        for (Reason reason : List.of(Reason.APPROVED, Reason.CVV_MISMATCH)) {
            assertFalse(response("mastercard-cis", alone, reason, Findings.NONE).has(48));
            assertEquals(
                    Optional.of(Subfields.builder().text(0, "T").build()),
                    response("mastercard-cis", beside, reason, Findings.NONE).subfields(48));
        }
        assertFalse(writer("mastercard-cis").formatError(alone, 3).has(48));
    }

    @Test
    void aFormatErrorKeepsItsFieldForItself() {
        Message request = request("visa-base1", "0100");
        assertEquals("14", content(writer("visa-base1").formatError(request, 14), "44"));
    }

    private static Message request(String dialect, String mti) {
        return Wire.message(dialect, mti, "");
    }

    private static Message with(Subfields.Builder parts) {
        return request("mastercard-cis", "0100").toBuilder().subfields(48, parts.build()).build();
    }

    private static Message response(
            String dialect, Message request, Reason reason, Findings findings) {
        Answer answer =
                new Answer(reason, "", new SentAmount(1000, 392), Optional.empty(), List.of());
        Message response = writer(dialect).response(request, answer, findings, Optional.empty());
        return Wire.sent(
                dialect,
                Dialect.builtIn(dialect).orElseThrow().edition().answer(response, request));
    }

    private static ResponseWriter writer(String dialect) {
        return new ResponseWriter(ResponseCodes.generic())
                .in(Dialect.builtIn(dialect).orElseThrow());
    }

    private static Findings findings(Finding track, Finding printed) {
        return new Findings(
                Finding.ABSENT,
                OptionalInt.empty(),
                track,
                printed,
                Finding.ABSENT,
                Finding.ABSENT);
    }

    /** The text of a field or of a part of it; empty where it is not there. */
    private static String content(Message message, String path) {
        String[] numbers = path.split("\\.");
        int field = Integer.parseInt(numbers[0]);
        Optional<String> text =
                numbers.length == 1
                        ? message.text(field)
                        : message.subfields(field)
                                .flatMap(parts -> parts.text(Integer.parseInt(numbers[1])));
        return text.orElse("");
    }
}
