package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.link.Reception.Verdict;
import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.Malformed;
import io.kessai.iso8583.Message;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a link does with a payload, by message type and by what can be read of it. */
class ReceptionTest {
    private static final AnswerPolicy REQUIRING = new AnswerPolicy(true, Map.of());

    @ParameterizedTest(name = "{0} is: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0100 | HandOver
                    0101 | HandOver
                    0120 | HandOver
                    0200 | HandOver
                    0302 | HandOver
                    0401 | HandOver
                    0421 | HandOver
                    0620 | HandOver
                    0160 | HandOver
                    0800 | Manage
                    0801 | Manage
                    0820 | Manage
                    0810 | Hear
                    0312 | Hear
                    0110 | Drop
                    0130 | Drop
                    0140 | Drop
                    0150 | Drop
                    0170 | Drop
                    0180 | Drop
                    0190 | HandOver
                    0191 | HandOver
                    0290 | HandOver
                    0490 | Drop
                    0410 | Drop
                    0440 | Drop
                    0830 | Drop
                    0840 | Drop
                    """)
    void aMessageIsTakenByItsType(String mti, String verdict) {
        assertEquals(verdict, judge(sound(mti), LinkState.CONNECTED, AnswerPolicy.GENERIC));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # state    | required | 0100     | 0800
                    CONNECTED  | false    | HandOver | Manage
                    SIGNED_ON  | false    | HandOver | Manage
                    SIGNED_OFF | false    | HandOver | Manage
                    CONNECTED  | true     | Refuse   | Manage
                    SIGNED_ON  | true     | HandOver | Manage
                    SIGNED_OFF | true     | Refuse   | Manage
                    """)
    void onlyALinkThatRequiresSignOnRefusesWithoutIt(
            LinkState state, boolean required, String request, String management) {
        AnswerPolicy policy = new AnswerPolicy(required, Map.of());
        assertEquals(request, judge(sound("0100"), state, policy));
        assertEquals(management, judge(sound("0800"), state, policy));
    }

    @ParameterizedTest
    @CsvSource({"CONNECTED, false", "CONNECTED, true", "SIGNED_OFF, true", "SIGNED_ON, true"})
    void aCutoverIsTheFlowsInAnyState(LinkState state, boolean required) {
        assertEquals(
                "HandOver",
                judge(Samples.management("201", 1), state, new AnswerPolicy(required, Map.of())));
    }

    @Test
    void aRefusalForWantOfSignOnIs91AndCarriesWhatTheRequestDid() {
        Verdict verdict =
                Reception.judge(
                        new Decoded.Ok(Samples.purchase(9)), LinkState.CONNECTED, REQUIRING);
        Message expected =
                Message.builder("0110")
                        .echo(Samples.purchase(9), 2, 3, 4, 7, 11, 32, 37, 41, 42, 49)
                        .text(39, "91")
                        .build();
        assertEquals(
                new Verdict.Refuse(
                        Samples.purchase(9), expected, MessageOutcome.LINK_NOT_SIGNED_ON),
                verdict);
    }

    @Test
    void aRepeatIsRefusedAsItsFirst() {
        Message repeat = Message.builder("0401").text(7, "1121080000").text(11, "000001").build();
        Verdict.Refuse refuse =
                (Verdict.Refuse)
                        Reception.judge(new Decoded.Ok(repeat), LinkState.SIGNED_OFF, REQUIRING);
        assertEquals("0410", refuse.response().mti().toString());
    }

    @Test
    void whatIsUnreadableBehindItsMtiIsAnswered30WithTheFieldsNumber() {
        Message readable =
                Message.builder("0100")
                        .text(3, "000000")
                        .text(7, "1121080000")
                        .text(11, "000001")
                        .text(37, "000000000001")
                        .build();
        Verdict.Refuse refuse = (Verdict.Refuse) judgeFault(22, Optional.of(readable));
        assertEquals(
                Message.builder("0110")
                        .echo(readable, 7, 11, 37)
                        .text(39, "30")
                        .text(44, "22")
                        .build(),
                refuse.response());
        assertEquals(MessageOutcome.FORMAT_ERROR, refuse.outcome());
    }

    @Test
    void whatALinkAnswersByItselfHasTheCodesOfItsNetwork() {
        AnswerPolicy own =
                new AnswerPolicy(true, Map.of("FORMAT_ERROR", "12", "LINK_NOT_SIGNED_ON", "05"));
        Message message = sound("0100");
        Malformed malformed = new Malformed("4", 4, 40, "not-numeric", Optional.of(message));
        for (Decoded decoded : new Decoded[] {malformed, new Decoded.Ok(message)}) {
            Verdict.Refuse refuse =
                    (Verdict.Refuse) Reception.judge(decoded, LinkState.CONNECTED, own);
            boolean isUnreadable = refuse.outcome() == MessageOutcome.FORMAT_ERROR;
            assertEquals(Optional.of(isUnreadable ? "12" : "05"), refuse.response().text(39));
        }
        assertEquals(
                Optional.of("91"),
                LinkReplies.malfunction(
                                message,
                                new AnswerPolicy(false, Map.of("SYSTEM_MALFUNCTION", "91")))
                        .text(39));
    }

    @ParameterizedTest
    @CsvSource({"0100, 7", "0100, 11", "0110, 0", "0190, 0", "0120, 7"})
    void anUnreadableMessageThatNobodyCouldMatchOrAwaitsIsDroppedByItsRule(String mti, int lacks) {
        Message.Builder readable = Message.builder(mti).text(7, "1121080000").text(11, "000001");
        Message message = lacks == 0 ? readable.build() : readable.remove(lacks).build();
        assertEquals(new Verdict.Drop("not-numeric"), judgeFault(4, Optional.of(message)));
    }

    @Test
    void withoutAnMtiThereIsNothingToAnswer() {
        assertEquals(new Verdict.Drop("not-numeric"), judgeFault(0, Optional.empty()));
    }

    @Test
    void whileDrainingOnlyResponsesAreHeard() {
        Message response = sound("0810");
        assertEquals(
                new Verdict.Hear(response), Reception.judgeWhileDraining(new Decoded.Ok(response)));
        for (String mti : new String[] {"0100", "0800", "0420", "0110"}) {
            assertEquals(
                    new Verdict.Drop("shutting-down"),
                    Reception.judgeWhileDraining(new Decoded.Ok(sound(mti))));
        }
    }

    private static Verdict judgeFault(int field, Optional<Message> readable) {
        return Reception.judge(
                new Malformed(Integer.toString(field), field, 40, "not-numeric", readable),
                LinkState.CONNECTED,
                AnswerPolicy.GENERIC);
    }

    private static String judge(Message message, LinkState state, AnswerPolicy policy) {
        return Reception.judge(new Decoded.Ok(message), state, policy).getClass().getSimpleName();
    }

    private static Message sound(String mti) {
        return Message.builder(mti).text(7, "1121080000").text(11, "000001").build();
    }
}
