package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialect files: what is read from them, and how a faulty line is named. */
class DialectTest {
    static final String SMALL =
            """
            text ascii
            digits ascii
            bitmap hex
            mti ascii
            length-prefix ascii
            fact increment 61[3..4]=ab
            fact replacement-amount 95[1..12]
            fact network-transaction-id 62[2..5]
             7 | time   | n   | 10     | digits | open
            11 | number | n   | 6      | digits | open
            55 | chip   | tlv | ...255 | hex    | open
            61 | marks  | ans | ...9   | text   | open
            62 | ids    | ans | ...9   | text   | open
            95 | amount | an  | 42     | text   | open
            """;

    @ParameterizedTest
    @ValueSource(strings = {"iso87-ascii", "iso87-binary", "iso93-ascii", "iso93-binary"})
    void aBuiltInDialectDefinesEveryField(String name) {
        Dialect dialect = Dialect.builtIn(name).orElseThrow();
        for (int number = 2; number <= 128; number++) {
            assertTrue(dialect.defines(number), "field " + number);
        }
        assertFalse(dialect.defines(1));
        assertFalse(dialect.defines(129));
        assertEquals(name, dialect.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso87", "iso93"})
    void bothTablesOfAnEditionDifferInEncodingsOnly(String edition) {
        Dialect ascii = Dialect.builtIn(edition + "-ascii").orElseThrow();
        Dialect.builtIn(edition + "-binary")
                .orElseThrow()
                .fields()
                .forEach(
                        (number, field) -> {
                            FieldDefinition other = ascii.codec(number).orElseThrow().definition();
                            assertEquals(field.name(), other.name());
                            assertEquals(field.format(), other.format());
                            assertEquals(field.length(), other.length());
                            assertEquals(field.prefixDigits(), other.prefixDigits());
                            assertEquals(field.sensitivity(), other.sensitivity());
                        });
    }

    @Test
    void aNameThatIsNotBuiltInGivesNothing() {
        assertEquals(Optional.empty(), Dialect.builtIn("no-such-dialect"));
        assertEquals(Optional.empty(), Dialect.builtIn("../iso87-ascii"));
    }

    @Test
    void anOperatorsFileIsReadTheSameWay() {
        Dialect dialect = assertInstanceOf(Dialect.class, Dialect.parse("mine", SMALL));
        Message message =
                Message.builder("0400")
                        .text(61, "--ab")
                        .text(62, "x1234y")
                        .text(95, "000000000500" + " ".repeat(30))
                        .binary(55, Bytes.ofHex("9A03260630"))
                        .build();
        MessageCodec codec = new MessageCodec(dialect);
        byte[] payload = codec.encode(message);
        assertTrue(new String(payload, StandardCharsets.US_ASCII).contains("0109A03260630"));
        assertEquals(new Decoded.Ok(message), codec.decode(payload));
        assertTrue(dialect.facts().isIncrement(message));
        assertFalse(dialect.facts().partialApprovalAccepted(message));
        assertEquals(Optional.of(500L), dialect.facts().replacementAmount(message));
        assertEquals(Optional.of("1234"), dialect.facts().networkTransactionId(message));
        assertEquals(Optional.empty(), dialect.facts().originalReference(message));
    }

    @Test
    void aFieldWithoutALineEndsDecodingAndKeepsWhatWasRead() {
        MessageCodec codec =
                new MessageCodec(assertInstanceOf(Dialect.class, Dialect.parse("mine", SMALL)));
        byte[] payload =
                "010002200000000080000630123456000123392".getBytes(StandardCharsets.US_ASCII);
        Message readable = Message.builder("0100").text(7, "0630123456").text(11, "000123").build();
        assertEquals(
                new Malformed("49", 49, 36, "field-undefined", Optional.of(readable)),
                codec.decode(payload));
    }

    @Test
    void commentsAndEmptyLinesCount() {
        assertEquals(
                new DialectError(
                        3,
                        "no header is called bitmaps",
                        "write one of [bitmap, digits, edition, length-prefix, mti, scheme, text], an exponent line, a fact"
                                + " line or a field line"),
                Dialect.parse("mine", "# mine\n\nbitmaps hex\n"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                // a line behind those of SMALL          > rule
                "bitmap hex                              > header bitmap stands twice",
                "text utf8                               > header text needs one known value",
                "exponent HUF                            > an exponent is a currency of ISO 4217 and its decimals",
                "exponent XXX 0                          > an exponent is a currency of ISO 4217 and its decimals",
                "exponent HUF 5                          > an exponent is a currency of ISO 4217 and its decimals",
                "exponent JPY 0                          > JPY has 0 decimals in ISO 4217 too",
                "64.2 | a | n | 6 | digits | open        > no field with parts stands above 64.2",
                "7.2 | a | n | 6 | digits | open         > no field with parts stands above 7.2",
                "64 | a | bits | 8 | raw | open          > a field with parts has no fixed length",
                "64 | a | bits | ..99 | hex | open       > encoding 'hex' does not suit format bits",
                "53 | a | b | ..50 | hex | masked        > the prefix cannot count the hex characters of 50 bytes",
                "12 | a | n | 6 | digits                 > a field has six columns, not 5",
                "1 | a | n | 6 | digits | open           > '1' is no field number",
                "129 | a | n | 6 | digits | open         > '129' is no field number",
                "x | a | n | 6 | digits | open           > 'x' is no field number",
                "7 | a | n | 6 | digits | open           > field 7 stands twice",
                "12 | a | num | 6 | digits | open        > format 'num' is unknown",
                "12 | a | n | six | digits | open        > 'six' is no length",
                "12 | a | n | 0 | digits | open          > '0' is no length",
                "12 | a | n | ..100 | digits | open      > '..100' is no length",
                "12 | a | n | ....9 | digits | open      > '....9' is no length",
                "28 | a | x+n | ..8 | digits | open      > an amount with a sign has a fixed length",
                "12 | a | n | 6 | raw | open             > encoding 'raw' does not suit format n",
                "52 | a | b | 8 | text | secret          > encoding 'text' does not suit format b",
                "12 | a | n | 6 | digits | public        > sensitivity 'public' is unknown",
                "2 | a | n | ..19 | digits | open        > field 2 must stay secret",
                "35 | a | z | ..37 | digits | masked     > field 35 must stay secret",
            })
    void aFaultyLineIsNamed(String line, String rule) {
        assertNamed(line, rule);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                // a line behind those of SMALL          > rule
                "fact increment 61=x                     > fact increment stands twice",
                "fact partial-approval 61                > fact partial-approval has the wrong form",
                "fact original-reference 62=1            > fact original-reference has the wrong form",
                "fact original-reference 62              > the original reference is not n 42",
                "fact original-reference 90              > field 90 has no readable text",
                "fact partial-approval 55=1              > field 55 has no readable text",
                "fact partial-approval 61[10]=1          > the span ends behind field 61",
                "fact partial-approval 61[3..2]=1        > not a fact line",
                "fact partial-approval 61=1,             > not a fact line",
                "fact partial-approval 61=1,62           > fact partial-approval has the wrong form",
                "fact partial-approval 61=1,63=1         > field 63 has no readable text",
                "fact original-amount 95[1..12]          > the original amount is not of digits",
                "fact original-amount 62[1..9]           > the original amount needs a span of a fixed field",
                "fact reversed-amount 7[1..10]           > fact reversed-amount stands alone",
                "fact increment 61.2=x                   > fact increment stands twice",
                "fact partial-approval 61.2=x            > field 61.2 has no readable text",
                "fact card-verification-value 61         > field 61 is not secret",
                "fact authentication-value 99            > field 99 is not secret",
                "fact authentication-value 62=x          > fact authentication-value has the wrong form",
                "fact authentication-value 35+45         > fact authentication-value joins fields",
                "fact new-pin-key 62[1..9]               > field 62 would show a key",
                "fact new-pin-key 99                     > field 99 would show a key",
                "fact new-pin-key 62=x                   > fact new-pin-key has the wrong form",
                "fact new-pin-key 61+62                  > fact new-pin-key joins fields",
                "fact card-block 62[1]=1                 > fact card-block cannot be written",
                "fact card-unblock 61=1+62=*             > fact card-unblock cannot be written",
                "fact card-verification-matched 61       > fact card-verification-matched has the wrong form",
                "fact card-verification-matched 61=*     > fact card-verification-matched is no one value",
                "fact card-verification-failed 61=M,62=M > fact card-verification-failed is no one value",
                "fact track-verification-failed 61=M+62=M > fact track-verification-failed is no one value",
                "fact card-verification-matched 7=M      > field 7 of an answer is not for additional data",
                "fact card-verification-matched 44=M     > field 44 has no readable text",
                "fact card-verification-matched 61[10]=M > the span ends behind field 61",
                "fact card-verification-matched 61[1..2]=M > 'M' does not fill its span",
                "fact card-verification-matched 61=0123456789 > field 61 cannot hold '0123456789'",
                "fact card-verification-unprocessed 61=\u0416 > field 61 cannot hold '\u0416'",
                "fact card-verification-matched 63=M     > field 63 has no readable text",
                "fact colour 61                          > not a fact line",
            })
    void aFaultyFactIsNamed(String line, String rule) {
        assertNamed(line, rule);
    }

    /** What an answer says must be what its field can hold, the blanks before it too. */
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                // format and length of 63 > value        > rule
                "n   | ..5                 > 63=M         > field 63 cannot hold 'M'",
                "n   | ..5                 > 63[2]=1      > field 63 cannot hold ' 1'",
                "a   | 3                   > 63=M         > field 63 cannot hold 'M'",
                "a   | 3                   > 63[2]=M      > field 63 cannot hold ' M'",
            })
    void anAnswersFieldMustHoldItsWord(String form, String place, String rule) {
        String field = "63 | told | " + form + " | text | open\n";
        DialectError error =
                assertInstanceOf(
                        DialectError.class,
                        Dialect.parse(
                                "mine",
                                SMALL + field + "fact card-verification-matched " + place + "\n"));
        assertEquals(rule, error.rule());
    }

    private static void assertNamed(String line, String rule) {
        DialectError error =
                assertInstanceOf(DialectError.class, Dialect.parse("mine", SMALL + line + "\n"));
        assertEquals(rule, error.rule());
        assertEquals(SMALL.lines().count() + 1, error.line());
        assertFalse(error.remedy().isEmpty());
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                // a line behind one of 48, sub2           > rule
                "48.100 | a | ans | ..9 | text | open      > '48.100' is no part",
                "48.x | a | ans | ..9 | text | open        > '48.x' is no part",
                "48.1 | a | sub2 | ..9 | raw | open        > a part has no parts itself",
                "48.1 | a | ans | 9 | text | open          > the length of subelement 48.1 must be variable",
                "48.1 | a | ans | ...9 | text | open       > the length of subelement 48.1 must be variable",
                "48.2 | a | ans | ..9 | text | open        > field 48.2 stands twice",
            })
    void aFaultyPartIsNamed(String line, String rule) {
        String text =
                SMALL
                        + "48 | more | sub2 | ...99 | raw | open\n48.2 | two | ans | ..5 | text | open\n";
        DialectError error =
                assertInstanceOf(DialectError.class, Dialect.parse("mine", text + line + "\n"));
        assertEquals(rule, error.rule());
        assertEquals(text.lines().count() + 1, error.line());
        assertFalse(error.remedy().isEmpty());
    }

    @Test
    void charactersAreOfOneKind() {
        assertEquals(
                new DialectError(
                        0,
                        "text and digits are not of the same characters",
                        "write 'digits ebcdic' or 'digits bcd'"),
                Dialect.parse("mine", SMALL.replace("text ascii", "text ebcdic")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "digits", "bitmap", "mti", "length-prefix"})
    void everyHeaderIsNeeded(String header) {
        String without = SMALL.replaceFirst("(?m)^" + header + " .*\n", "");
        DialectError error = assertInstanceOf(DialectError.class, Dialect.parse("mine", without));
        assertEquals(Optional.of(header), Optional.of(error.rule()).map(r -> missing(r)));
    }

    @Test
    void aTableNeedsAField() {
        String headers = SMALL.substring(0, SMALL.indexOf("fact"));
        assertEquals(
                new DialectError(0, "there is no field", "write a line for each field"),
                Dialect.parse("mine", headers));
    }

    /** The file of a built-in dialect. */
    static String builtInText(String name) {
        return GoldenMessages.resource(name + ".dialect");
    }

    private static String missing(String rule) {
        return rule.substring(rule.indexOf('\'') + 1, rule.lastIndexOf('\''));
    }
}
