package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.iso8583.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each network management function is answered, and where it leaves the connection. */
class NetworkManagementTest {

    @ParameterizedTest(name = "{0} in {1}: {2}, then {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # DE70 | before     | DE39 | after
                    001    | CONNECTED  | 00   | SIGNED_ON
                    001    | SIGNED_ON  | 00   | SIGNED_ON
                    001    | SIGNED_OFF | 00   | SIGNED_ON
                    002    | CONNECTED  | 00   | SIGNED_OFF
                    002    | SIGNED_ON  | 00   | SIGNED_OFF
                    301    | CONNECTED  | 00   | CONNECTED
                    301    | SIGNED_OFF | 00   | SIGNED_OFF
                    999    | SIGNED_ON  | 00   | SIGNED_ON
                    """)
    void everyFunctionOfTheLinkIsAccepted(
            String function, LinkState before, String code, LinkState after) {
        NetworkManagement.Answer answer =
                NetworkManagement.answer(Samples.management(function, 5), before);
        assertEquals(
                Message.builder("0810")
                        .text(7, "1121080000")
                        .text(11, "000005")
                        .text(39, code)
                        .text(70, function)
                        .build(),
                answer.response());
        assertEquals(after, answer.nextState());
    }

    @ParameterizedTest
    @CsvSource({"0800, 201, true", "0820, 201, true", "0800, 301, false", "0100, 201, false"})
    void aCutoverIsKnownByItsFunction(String mti, String function, boolean isCutover) {
        Message message = Message.builder(mti).text(70, function).build();
        assertEquals(isCutover, NetworkManagement.isCutover(message));
    }

    @ParameterizedTest
    @CsvSource({
        "0800, 101, true",
        "0800, 161, true",
        "0820, 101, true",
        "0800, 201, false",
        "0800, 162, false",
        "0100, 101, false",
    })
    void aKeyChangeIsKnownByItsFunction(String mti, String function, boolean isKeyChange) {
        Message message = Message.builder(mti).text(70, function).build();
        assertEquals(isKeyChange, NetworkManagement.isKeyChange(message));
    }

    @ParameterizedTest
    @CsvSource({"TAKEN, 00", "REFUSED, 12", "UNAVAILABLE, 91"})
    void aKeyChangeIsToldWhatBecameOfIt(KeyChangeResult result, String code) {
        Message request =
                Samples.management("101", 5).toBuilder().text(48, "AB".repeat(19)).build();
        assertEquals(
                Message.builder("0810").echo(request, 7, 11, 48, 70).text(39, code).build(),
                NetworkManagement.keyChanged(request, result));
    }

    @Test
    void whatTheSenderFindsItsMessageByComesBack() {
        Message request =
                Samples.management("301", 5).toBuilder()
                        .text(15, "1121")
                        .text(32, "123456")
                        .text(33, "654321")
                        .text(37, "000000000005")
                        .text(41, "TERM0001")
                        .text(42, "MERCHANT0000001")
                        .text(48, "ANY")
                        .text(53, "0000000000000001")
                        .text(12, "080000")
                        .build();
        Message response = NetworkManagement.answer(request, LinkState.CONNECTED).response();
        assertEquals(
                Message.builder("0810")
                        .echo(request, 7, 11, 15, 32, 33, 37, 41, 42, 48, 53, 70)
                        .text(39, "00")
                        .build(),
                response);
    }

    @Test
    void aRequestWithoutAFunctionIsAnsweredAllTheSame() {
        Message request = Message.builder("0820").text(11, "000005").build();
        NetworkManagement.Answer answer = NetworkManagement.answer(request, LinkState.SIGNED_ON);
        assertEquals(
                Message.builder("0830").text(11, "000005").text(39, "00").build(),
                answer.response());
        assertEquals(LinkState.SIGNED_ON, answer.nextState());
    }
}
