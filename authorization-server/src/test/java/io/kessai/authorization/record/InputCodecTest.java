package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.Scenario;
import io.kessai.policy.HoldPolicyFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal's form of a decision's input: nothing is lost, nothing is ambiguous. */
class InputCodecTest {
    private static final String PINNED =
            "mti=0100; amount=700 USD; billing=1000 JPY; de14=2029-12; rrn=RRN7; netid=NET1;"
                    + " de90=0100/000001/1121020000/77/88; de95=600; de38=CODE; de39=00; early=600;";

    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());

    /** Version 2 of the journal, which stays readable. */
    private static final String GOLDEN_2 =
            """
            02 # rules version 1
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            00 # no authorizations
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    private static final String NAMED =
            " owntrace=TRACE; trace=FIRST; de12=261121120000; de95.3=300 JPY";

    /** Version 3 of the journal, which stays readable. */
    private static final String GOLDEN_3 =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            01 # the increment mark
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 4 of the journal, which stays readable. */
    private static final String GOLDEN_4 =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # nothing posted
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /**
     * Version 5 of the journal: numbers as zig-zag varints, text as length and UTF-8. A change here
     * is a new version, since old rows stay readable.
     */
    private static final String GOLDEN =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            085649534118434152445f50524553454e5401 # scheme, presence, pre-authorized
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # nothing posted
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 1 of the journal, which stays readable. */
    private static final String GOLDEN_1 =
            """
            02 # rules version 1
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e455431 # network id
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00908434f4445043030 # DE95, DE38, DE39
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            00 # no authorizations
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    @Property(tries = 500)
    void whatIsDecodedEqualsWhatWasEncoded(@ForAll long seed) {
        DecisionInput input = Inputs.of(seed);
        assertEquals(input, InputCodec.decode(InputCodec.VERSION, InputCodec.encode(input)));
    }

    @Property(tries = 500)
    void aReplayDecidesTheSameBitForBit(@ForAll long seed) {
        DecisionInput input = Inputs.of(seed);
        DecisionInput replayed = InputCodec.decode(InputCodec.VERSION, InputCodec.encode(input));
        assertEquals(DECIDER.decide(input), DECIDER.decide(replayed));
        assertArrayEquals(
                OutcomeCodec.encode(DECIDER.decide(input)),
                OutcomeCodec.encode(DECIDER.decide(replayed)));
    }

    @Property(tries = 30)
    void everyChangeOfAnyFieldChangesTheBytes(@ForAll long seed) {
        DecisionInput input = Inputs.of(seed);
        byte[] bytes = InputCodec.encode(input);
        for (Map.Entry<String, DecisionInput> changed : Components.changedOnce(input).entrySet()) {
            byte[] other = InputCodec.encode(changed.getValue());
            assertFalse(Arrays.equals(bytes, other), changed.getKey() + " does not matter");
            assertEquals(
                    changed.getValue(),
                    InputCodec.decode(InputCodec.VERSION, other),
                    changed.getKey());
        }
    }

    @Test
    void theChangesReachEveryFieldThereIs() {
        Set<String> paths = new TreeSet<>();
        for (long seed = 0; seed < 50; seed++) {
            for (String path : Components.changedOnce(Inputs.of(seed)).keySet()) {
                paths.add(path.replaceAll("\\[\\d+]", "[]"));
            }
        }
        assertTrue(paths.contains("situation.authorizations[].hold.expired"), paths::toString);
        assertTrue(paths.contains("request.references.original.forwarder"), paths::toString);
        assertTrue(paths.contains("request.payment.billing.currency"), paths::toString);
        assertTrue(paths.contains("situation.earlyReversals[].receivedAt"), paths::toString);
        assertTrue(paths.contains("situation.card.held"), paths::toString);
        assertTrue(paths.contains("situation.authorizations[].posted"), paths::toString);
        assertTrue(paths.contains("request.circumstances.presence"), paths::toString);
        assertTrue(
                paths.contains("situation.authorizations[].increments[].givenBack"),
                paths::toString);
        assertTrue(paths.size() > 80, paths::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6, 99})
    void anotherVersionIsRefused(int version) {
        byte[] bytes = InputCodec.encode(Inputs.of(1));
        assertThrows(IllegalArgumentException.class, () -> InputCodec.decode(version, bytes));
    }

    @Test
    void theRulesVersionStandsInFront() {
        assertEquals(
                Decider.RULES_VERSION, InputCodec.rulesVersion(InputCodec.encode(Inputs.of(1))));
        assertThrows(IllegalArgumentException.class, () -> InputCodec.rulesVersion(new byte[0]));
    }

    @Property(tries = 200)
    void everyPrefixIsRefused(@ForAll long seed, @ForAll @IntRange(max = 9999) int cut) {
        byte[] bytes = InputCodec.encode(Inputs.of(seed));
        byte[] prefix = Arrays.copyOf(bytes, cut % bytes.length);
        assertThrows(
                IllegalArgumentException.class,
                () -> InputCodec.decode(InputCodec.VERSION, prefix));
    }

    @Property(tries = 100)
    void oneByteTooManyIsRefused(@ForAll long seed, @ForAll byte more) {
        byte[] bytes = InputCodec.encode(Inputs.of(seed));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = more;
        assertThrows(
                IllegalArgumentException.class,
                () -> InputCodec.decode(InputCodec.VERSION, longer));
    }

    @Property(tries = 2000)
    void damageReadsAsOtherValuesOrIsRefusedAsDocumented(
            @ForAll long seed, @ForAll @IntRange(max = 9999) int at, @ForAll byte damage) {
        byte[] bytes = InputCodec.encode(Inputs.of(seed));
        int behindRulesVersion = 1 + at % (bytes.length - 1);
        boolean isDamaged = bytes[behindRulesVersion] != damage;
        bytes[behindRulesVersion] = damage;
        try {
            boolean isSame = InputCodec.decode(InputCodec.VERSION, bytes).equals(Inputs.of(seed));
            assertEquals(!isDamaged, isSame);
        } catch (IllegalArgumentException e) {
            assertTrue(isDamaged, e::toString);
        }
    }

    @Test
    void aLengthThatAsksForGigabytesIsRefusedAtOnce() {
        byte[] bytes = HexFormat.of().parseHex("02feffffff0f41");
        assertThrows(
                IllegalArgumentException.class, () -> InputCodec.decode(InputCodec.VERSION, bytes));
    }

    @Test
    void theFormIsPinned() {
        DecisionInput input =
                Scenario.of(
                        PINNED
                                + NAMED
                                + "; increment=yes; scheme=visa; presence=card-present; preauth=yes",
                        "increments=approved/300/300/100 declined");
        String hex = HexFormat.of().formatHex(InputCodec.encode(input));
        assertEquals(GOLDEN, hex);
        assertEquals(input, InputCodec.decode(InputCodec.VERSION, HexFormat.of().parseHex(GOLDEN)));
    }

    @Test
    void version4KnewNoCircumstances() {
        assertEquals(
                Scenario.of(
                        PINNED + NAMED + "; increment=yes",
                        "increments=approved/300/300/100 declined"),
                InputCodec.decode(4, HexFormat.of().parseHex(GOLDEN_4)));
    }

    @Test
    void version3KnewNoSingleMessages() {
        assertEquals(
                Scenario.of(
                        PINNED + NAMED + "; increment=yes",
                        "increments=approved/300/300/100 declined"),
                InputCodec.decode(3, HexFormat.of().parseHex(GOLDEN_3)));
    }

    @Test
    void version2KnewNoIncrements() {
        assertEquals(
                Scenario.of(PINNED + NAMED, ""),
                InputCodec.decode(2, HexFormat.of().parseHex(GOLDEN_2)));
    }

    @Test
    void version1NamedLess() {
        assertEquals(
                Scenario.of(PINNED, ""), InputCodec.decode(1, HexFormat.of().parseHex(GOLDEN_1)));
    }

    @Test
    void differentInputsHaveDifferentBytes() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 1000; seed++) {
            seen.add(HexFormat.of().formatHex(InputCodec.encode(Inputs.of(seed))));
        }
        assertEquals(1000, seen.size());
    }
}
