package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Secret;
import io.kessai.iso8583.GoldenMessages.Golden;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of the dialects of networks and of 1993, found in their golden messages. */
class DialectFactsTest {

    @ParameterizedTest(name = "iso93: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // kind                                  | increment | partial | remains | network
                // id
                "1100 a chip purchase                    | false     | true    |         | 123456789012345",
                "1100 a supplementary authorization      | true      | false   |         | 123456789012345",
                "1101 a repeat                           | false     | false   |         |",
                "1400 a reversal in part                 | false     | false   | 500     |",
                "1420 a reversal advice in full          | false     | false   |         |",
            })
    void ofTheEditionOf1993(
            String kind, boolean increment, boolean partial, Long remains, String networkId) {
        for (String dialect : new String[] {"iso93-ascii", "iso93-binary"}) {
            Message message = golden(dialect, kind);
            DialectFacts facts = Dialect.builtIn(dialect).orElseThrow().facts();
            assertEquals(increment, facts.isIncrement(message));
            assertEquals(partial, facts.partialApprovalAccepted(message));
            assertEquals(Optional.ofNullable(remains), facts.replacementAmount(message));
            assertEquals(Optional.ofNullable(networkId), facts.networkTransactionId(message));
        }
    }

    @ParameterizedTest(name = "visa: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // kind                       | increment | remains | network id
                "0100 a chip purchase         | false     |         | 123456789012345",
                "0100 an increment            | true      |         | 123456789012345",
                "0101 a repeat                | false     |         |",
                "0400 a reversal in part      | false     | 500     | 123456789012345",
                "0420 a reversal advice       | false     |         | 123456789012345",
            })
    void ofVisa(String kind, boolean increment, Long remains, String networkId) {
        Message message = golden("visa-base1", kind);
        DialectFacts facts = facts("visa-base1");
        assertEquals(increment, facts.isIncrement(message));
        assertEquals(Optional.ofNullable(remains), facts.replacementAmount(message));
        assertEquals(Optional.ofNullable(networkId), facts.networkTransactionId(message));
    }

    @ParameterizedTest(name = "mastercard: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // kind               | increment | partial | remains | billed | link id
                //    | own trace     | trace
                "0100 a chip purchase | false     | true    |         |        | Ab3dE5gH7jK9mN1pQ3sT5v | MCCAB12CD0630 |",
                "0100 an increment    | true      | false   |         |        |                        |               | MCCAB12CD0630",
                "0101 a repeat        | false     | false   |         |        |                        |               |",
                "0400 a reversal in   | false     | false   | 500     | 600    |                        |               | MCCAB12CD0630",
                "0420 a reversal      | false     | false   |         |        |                        |               |",
            })
    void ofMastercard(
            String kind,
            boolean increment,
            boolean partial,
            Long remains,
            Long billed,
            String linkId,
            String ownTrace,
            String trace) {
        Message message = golden("mastercard-cis", kind);
        DialectFacts facts = facts("mastercard-cis");
        assertEquals(increment, facts.isIncrement(message));
        assertEquals(partial, facts.partialApprovalAccepted(message));
        assertEquals(Optional.ofNullable(remains), facts.replacementAmount(message));
        assertEquals(Optional.ofNullable(billed), facts.replacementBilled(message));
        assertEquals(Optional.ofNullable(linkId), facts.networkTransactionId(message));
        assertEquals(Optional.ofNullable(ownTrace), facts.ownTraceId(message));
        assertEquals(Optional.ofNullable(trace), facts.traceId(message));
    }

    @Test
    void whatProvesTheCardholderIsASecretWithoutTheBlanksAroundIt() {
        Message visa =
                with(126, Subfields.builder().secret(10, "11 123").secret(9, "0A".repeat(20)));
        DialectFacts facts = facts("visa-base1");
        assertEquals(Optional.of(Secret.of("123")), facts.cardVerificationValue(visa));
        assertEquals(Optional.of(Secret.of("0A".repeat(20))), facts.authenticationValue(visa));

        Message four = with(126, Subfields.builder().secret(10, "111234"));
        assertEquals(Optional.of(Secret.of("1234")), facts.cardVerificationValue(four));
        assertEquals(Optional.empty(), facts.authenticationValue(four));

        Message mastercard = with(48, Subfields.builder().secret(92, "123"));
        assertEquals(
                Optional.of(Secret.of("123")),
                facts("mastercard-cis").cardVerificationValue(mastercard));
    }

    /** Position 12 of 60 is this project's choice: the standard has no mark. */
    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary"})
    void aMerchantThatAsksByItselfSaysSoInTheGenericDialectsOf1987(String dialect) {
        Message own = Message.builder("0100").text(60, "000000000001").build();
        Message other = Message.builder("0100").text(60, "000000000110").build();
        assertTrue(facts(dialect).isMerchantInitiated(own));
        assertFalse(facts(dialect).isMerchantInitiated(other));
        assertFalse(facts(dialect).isPartialCompletion(own));
        assertFalse(facts(dialect).partialApprovalAccepted(own));
    }

    @ParameterizedTest
    @CsvSource({
        "MATCHED,      M, M",
        "FAILED,       N, N",
        "UNPROCESSED,  P, P",
        "TRACK_FAILED, ,  Y",
    })
    void whatBecameOfACardsValueIsToldInTheNetworksWords(
            CardVerification result, String visa, String mastercard) {
        Message answer = Message.builder("0110").text(39, "00").build();
        assertEquals(
                Optional.ofNullable(visa).map(word -> "         " + word),
                facts("visa-base1").telling(result, answer).flatMap(told -> told.text(44)));
        assertEquals(
                Optional.of(mastercard),
                facts("mastercard-cis")
                        .telling(result, answer)
                        .flatMap(told -> told.subfields(48))
                        .flatMap(parts -> parts.text(87)));
        for (String other : List.of("iso87-ascii", "iso87-binary", "iso93-ascii", "iso93-binary")) {
            assertEquals(Optional.empty(), facts(other).telling(result, answer), other);
        }
        assertEquals(Optional.empty(), DialectFacts.NONE.telling(result, answer));
    }

    @ParameterizedTest
    @CsvSource({"'', '         M'", "5, '5        M'", "123456789012, 123456789M12"})
    void whatStandsAroundTheWordStays(String before, String after) {
        Message answer = Message.builder("0110").text(44, before).build();
        Message told = facts("visa-base1").telling(CardVerification.MATCHED, answer).orElseThrow();
        assertEquals(Optional.of(after), told.text(44));
    }

    /** What a network manages by, and what of it is a key. */
    @ParameterizedTest
    @CsvSource({
        "iso87-ascii,    0800, 103C5D",
        "iso87-binary,   0800, 103C5D",
        "iso93-ascii,    1804, 103C5D",
        "iso93-binary,   1804, 103C5D",
        "mastercard-cis, 0800, 103C5D65CAF9E96D",
    })
    void aKeyChangeBringsAKeyAndItsCheckValue(String dialect, String mti, String check) {
        Message change = golden(dialect, mti + " a key change");
        assertEquals(
                Optional.of(Secret.of("3F57D3D1F4FA619B546D334DE8E1F990")),
                facts(dialect).newPinKey(change));
        assertEquals(Optional.of(Secret.of(check)), facts(dialect).newPinKeyCheck(change));

        Message signOn = golden(dialect, mti + " a sign-on");
        assertEquals(Optional.empty(), facts(dialect).newPinKey(signOn));
        assertEquals(Optional.empty(), facts(dialect).newPinKeyCheck(signOn));
        assertEquals(Optional.empty(), facts("visa-base1").newPinKey(change));
    }

    @Test
    void aKeyNeedsItsCheckValueAndAPlaceThatHidesAllOfIt() {
        String file = DialectTest.builtInText("iso87-ascii");
        String check = "fact new-pin-key-check      48[33..38]\n";
        assertEquals("fact new-pin-key stands alone", rule(file.replace(check, "")));
        assertEquals("field 62 would show a key", rule(file.replace("48[33..38]", "62[33..38]")));
        assertEquals(
                "the span ends behind field 53", rule(file.replace("48[33..38]", "53[33..38]")));
    }

    @Test
    void aDialectThatNamesNoPlaceFindsNoProof() {
        Message visa = with(126, Subfields.builder().secret(10, "11 123"));
        assertEquals(Optional.empty(), facts("iso87-ascii").cardVerificationValue(visa));
        assertEquals(Optional.empty(), facts("iso87-ascii").authenticationValue(visa));
    }

    private static Message with(int field, Subfields.Builder parts) {
        return Message.builder("0100").subfields(field, parts.build()).build();
    }

    @Test
    void theOriginalOf1993IsNamedByItsLocalTime() {
        Message reversal = golden("iso93-binary", "1420");
        assertEquals(
                Optional.of(
                        new OriginalReference(
                                Optional.of(Mti.of("1100")),
                                Optional.of("000123"),
                                Optional.empty(),
                                Optional.of("260630213456"),
                                Optional.of("12345678901"),
                                Optional.empty())),
                facts("iso93-binary").originalReference(reversal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110000012326063021345", // a digit short of DE12
                "1100000123260630213456123", // an acquirer of 12 digits, of which one came
                "110000012326063021345601123", // more than the acquirer's one digit
                "11000001232606302134560", // half a length
                "0000000000000000000000", // zeros name nothing
            })
    void aReferenceOfAnotherLengthThanItTellsIsNone(String digits) {
        Message reversal = Message.builder("1420").text(56, digits).build();
        assertEquals(Optional.empty(), facts("iso93-ascii").originalReference(reversal));
    }

    @Test
    void anOriginalWithoutAcquirerIsStillNamed() {
        Message reversal = Message.builder("1420").text(56, "1100000123260630213456").build();
        OriginalReference found = facts("iso93-ascii").originalReference(reversal).orElseThrow();
        assertEquals(Optional.of("000123"), found.stan());
        assertEquals(Optional.empty(), found.acquirer());
    }

    @Test
    void moreReversedThanAuthorizedLeavesNothing() {
        Message reversal =
                Message.builder("1420")
                        .text(4, "000000001501")
                        .text(24, "401")
                        .text(30, "000000001500000000000000")
                        .build();
        assertEquals(Optional.of(0L), facts("iso93-ascii").replacementAmount(reversal));
    }

    @Test
    void anOperatorsCopyMayReadWhatRemainsInstead() {
        String text =
                DialectTest.builtInText("iso93-ascii")
                        .replace("fact original-amount        30[1..12]", "")
                        .replace("fact reversed-amount        ", "fact replacement-amount ");
        Dialect copy = (Dialect) Dialect.parse("remaining", text);
        assertEquals(
                Optional.of(1000L), copy.facts().replacementAmount(golden("iso93-ascii", "1400")));
        assertEquals(
                Optional.empty(), copy.facts().replacementAmount(golden("iso93-ascii", "1420")));
    }

    private static String rule(String file) {
        return ((DialectError) Dialect.parse("mine", file)).rule();
    }

    private static DialectFacts facts(String dialect) {
        return Dialect.builtIn(dialect).orElseThrow().facts();
    }

    /** The first golden message of the dialect whose name begins so. */
    private static Message golden(String dialect, String kind) {
        Golden golden =
                GoldenMessages.of(dialect).stream()
                        .filter(g -> g.name().startsWith(kind))
                        .findFirst()
                        .orElseThrow();
        return GoldenMessagesTest.decode(GoldenMessagesTest.codec(dialect), golden);
    }
}
