package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first value is the one that every description of the method gives, the second that of psec;
 * the others were made with OpenSSL's triple DES, block by block.
 */
class CardVerificationValueTest {

    @ParameterizedTest(name = "{2} {3} {4}: {5}")
    @CsvSource({
        "0123456789ABCDEF, FEDCBA9876543210, 4123456789012345, 8701, 101, 561",
        "9999999999999999, 8888888888888888, 2222222222222222, 3333, 111, 361",
        "5D3A91C07E2468BF, 13579BDF02468ACE, 9999000000000014, 2912, 201, 530",
        "5D3A91C07E2468BF, 13579BDF02468ACE, 9999001234567890128, 3106, 999, 469",
        "5D3A91C07E2468BF, 13579BDF02468ACE, 9999000000000014, 2912, 000, 156",
    })
    void the_value_of_a_card(
            String keyA, String keyB, String pan, String date, String service, String value) {
        DesKey keys = DesKey.of(Hex.bytes(keyA + keyB));

        assertEquals(value, CardVerificationValue.of(keys, pan, date, service));
    }

    @ParameterizedTest(name = "{0}, {1} digits: {2}")
    @CsvSource({
        "1234567890ABCDEF, 3, 123",
        "ABCDEF1ABCDEF2AB, 2, 12",
        "ABCDEF1ABCDEF2AB, 3, 120",
        "ABCDEFABCDEFABCD, 5, 01234",
        "FFFFFFFFFFFFFFFF, 4, 5555",
    })
    void letters_stand_in_where_there_are_too_few_digits(String hex, int count, String digits) {
        assertEquals(digits, Hex.decimalized(Hex.bytes(hex), count));
    }

    @Test
    void whatever_differs_in_the_input_makes_another_value_almost_always() {
        DesKey keys = DesKey.of(Hex.bytes("0123456789ABCDEFFEDCBA9876543210"));
        Random random = new Random(20261122);
        int same = 0;
        for (int i = 0; i < 2_000; i++) {
            String pan = digits(random, 16);
            String date = digits(random, 4);
            String value = CardVerificationValue.of(keys, pan, date, "101");
            for (String other : otherInputs(keys, pan, date, random)) {
                same += value.equals(other) ? 1 : 0;
            }
        }
        assertTrue(same < 20, same + " of 6,000 are the same; 6 would be by chance");
    }

    private static List<String> otherInputs(DesKey keys, String pan, String date, Random random) {
        List<String> values = new ArrayList<>();
        int at = random.nextInt(pan.length());
        char changed = (char) ('0' + (pan.charAt(at) - '0' + 1) % 10);
        String otherPan = pan.substring(0, at) + changed + pan.substring(at + 1);
        values.add(CardVerificationValue.of(keys, otherPan, date, "101"));
        values.add(CardVerificationValue.of(keys, pan, date, "999"));
        byte[] key = Hex.bytes("0123456789ABCDEFFEDCBA9876543210");
        int bit = 1 + random.nextInt(7);
        key[random.nextInt(key.length)] ^= (byte) (1 << bit);
        values.add(CardVerificationValue.of(DesKey.of(key), pan, date, "101"));
        return values;
    }

    @Test
    void the_three_values_of_one_card_are_three() {
        DesKey keys = DesKey.of(Hex.bytes("5D3A91C07E2468BF13579BDF02468ACE"));
        HashSet<String> values = new HashSet<>();
        for (String service :
                List.of(
                        "201",
                        CardVerificationValue.PRINTED_SERVICE,
                        CardVerificationValue.CHIP_SERVICE)) {
            values.add(CardVerificationValue.of(keys, "9999000000000014", "2912", service));
        }
        assertEquals(3, values.size());
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
