package io.kessai.clearing.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.domain.Pan;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of a stream of bytes, when card numbers begin with 999900. */
class CardDataScannerTest {
    private static final String NUMBER = "9999000000000012";
    private static final String MASKED = "999900******0012";
    private static final Charset EBCDIC = Charset.forName("IBM1047");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    number alone                    | 9999000000000012                 | true
                    within text                     | pan=9999000000000012, amount=1   | true
                    after other digits              | 129999000000000012               | true
                    before other digits             | 999900000000001277               | true
                    one digit wrong: no Luhn        | 9999000000000013                 | false
                    another beginning               | 4111111111111111                 | false
                    cut short by a letter           | 99990000000x00012                | false
                    masked                          | 999900******0012                 | false
                    nothing                         | ''                               | false
                    """)
    void a_card_number_in_text_is_seen(String sort, String text, boolean isSeen) {
        List<String> expected = isSeen ? List.of("number " + MASKED + " in ASCII") : List.of();
        assertEquals(
                expected,
                seen(ascii(text)).stream().filter(line -> line.contains(MASKED)).toList(),
                sort);
    }

    @Test
    void every_length_from_13_to_19_is_seen_and_no_other() {
        for (int length = 12; length <= 20; length++) {
            String number = withLuhnDigit("999900" + "0".repeat(length - 8) + "1");
            boolean isSeen = !seen(ascii(number)).isEmpty();
            assertEquals(length >= 13 && length <= 19, isSeen, number);
        }
    }

    @Test
    void each_encoding_is_read() {
        assertEquals(List.of("number " + MASKED + " in EBCDIC"), seen(NUMBER.getBytes(EBCDIC)));
        assertEquals(
                List.of("number " + MASKED + " in BCD"), seen(HexFormat.of().parseHex(NUMBER)));
        assertEquals(
                List.of("number " + MASKED + " in BCD"),
                seen(HexFormat.of().parseHex("a" + NUMBER + "f")),
                "from the second nibble on");
    }

    @ParameterizedTest
    @CsvSource({"\\\\x", "''", "x1"})
    void hex_text_is_read_as_the_bytes_it_stands_for(String before) {
        String asciiInHex = HexFormat.of().formatHex(ascii(NUMBER));
        assertEquals(
                List.of("number " + MASKED + " in ASCII in hex"), seen(ascii(before + asciiInHex)));
        String ebcdicInHex = HexFormat.of().withUpperCase().formatHex(NUMBER.getBytes(EBCDIC));
        assertEquals(
                List.of("number " + MASKED + " in EBCDIC in hex"),
                seen(ascii(before + ebcdicInHex)));
    }

    @Test
    void hex_text_within_hex_text_is_read() {
        String once = HexFormat.of().formatHex(ascii(NUMBER));
        String twice = HexFormat.of().formatHex(ascii(once));
        assertEquals(List.of("number " + MASKED + " in ASCII in hex in hex"), seen(ascii(twice)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    track 2                  | ;4111111111111111=29122010000?         | true
                    track 2, no sentinel     | 4111111111111111=2912201               | true
                    track 1                  | %B4111111111111111^DOE/J^2912201000?   | true
                    track 1, digits in name  | B4111111111111111^DOE/J 3RD^2912201    | true
                    month 13                 | 4111111111111111=2913201               | false
                    too short                | 4111111111111111=291220                | false
                    number without Luhn      | 4111111111111112=2912201               | false
                    a name of one character  | B4111111111111111^D^2912201            | false
                    no second separator      | B4111111111111111^DOE/J 2912201        | false
                    """)
    void track_data_of_any_card_is_seen(String sort, String text, boolean isSeen) {
        List<String> expected = isSeen ? List.of("track 411111******1111 in ASCII") : List.of();
        assertEquals(expected, seen(ascii(text)), sort);
    }

    @Test
    void track_data_in_nibbles_is_seen_of_cards_with_a_known_beginning() {
        assertEquals(
                List.of("number " + MASKED + " in BCD", "track " + MASKED + " in BCD"),
                seen(HexFormat.of().parseHex(NUMBER + "D2912201000F")));
        assertEquals(List.of(), seen(HexFormat.of().parseHex("4111111111111111D2912201000F")));
    }

    @Test
    void track_data_in_nibbles_written_as_hex_is_seen() {
        assertEquals(
                List.of("number " + MASKED + " in ASCII", "track " + MASKED + " in BCD in hex"),
                seen(ascii(NUMBER + "D2912201000F")));
    }

    @Test
    void a_boundary_divides_what_is_not_connected() {
        List<String> seen = new ArrayList<>();
        CardDataScanner scanner = new CardDataScanner(new Recorder(seen));
        for (int i = 0; i < NUMBER.length(); i++) {
            scanner.accept((byte) NUMBER.charAt(i));
            if (i == 7) {
                scanner.boundary();
            }
        }
        assertEquals(List.of(), seen);
    }

    @Property(tries = 200)
    void a_number_is_found_wherever_it_lies_in_random_bytes(
            @ForAll long seed, @ForAll @IntRange(max = 300) int before) {
        byte[] bytes = new byte[before + NUMBER.length() + 50];
        new Random(seed).nextBytes(bytes);
        System.arraycopy(ascii(NUMBER), 0, bytes, before, NUMBER.length());
        assertEquals(
                1, seen(bytes).stream().filter(("number " + MASKED + " in ASCII")::equals).count());
    }

    private static List<String> seen(byte[] bytes) {
        List<String> seen = new ArrayList<>();
        CardDataScanner scanner = new CardDataScanner(new Recorder(seen));
        for (byte b : bytes) {
            scanner.accept(b);
        }
        scanner.boundary();
        return seen;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String withLuhnDigit(String digits) {
        for (char digit = '0'; digit <= '9'; digit++) {
            int sum = 0;
            String number = digits + digit;
            for (int i = 0; i < number.length(); i++) {
                int value = number.charAt(number.length() - 1 - i) - '0';
                int weighted = i % 2 == 0 ? value : 2 * value;
                sum += weighted > 9 ? weighted - 9 : weighted;
            }
            if (sum % 10 == 0) {
                return number;
            }
        }
        throw new IllegalStateException("one of ten digits always fits");
    }

    private record Recorder(List<String> seen) implements CardDataSink {
        @Override
        public boolean mayBegin(int firstSix) {
            return firstSix == 999900;
        }

        @Override
        public void cardNumber(Pan candidate, String encoding) {
            seen.add("number " + candidate + " in " + encoding);
        }

        @Override
        public void track(Pan candidate, String encoding) {
            seen.add("track " + candidate + " in " + encoding);
        }
    }
}
