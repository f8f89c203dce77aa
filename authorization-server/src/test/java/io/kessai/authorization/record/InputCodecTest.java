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

    private static final String PROVED = "arqc=good; atc=7; pin=bad; failures=1; highest=6; used=5";

    private static final String CIRCUMSTANCES =
            "; increment=yes; scheme=visa; presence=card-present; preauth=yes; ";

    private static final String RATED = "; product=gold; rate=155.25; markup=250";
    private static final String CONTROLLED =
            "; country=JP; entry=contactless; controls=shadow account: limit amount day 20000,"
                    + " limit cash count month 3, deny mcc 5411; usage=account 2026-11-21"
                    + " day 1/2/3/4 year 5/6/7/8; rolling=account 24h 9/8/7/6";

    private static final String INCREMENTS = "increments=approved/300/300/100 declined";

    private static final String NAMED =
            " owntrace=TRACE; trace=FIRST; de12=261121120000; de95.3=300 JPY";

    private static DecisionInput decode(byte[] bytes) {
        return InputCodec.decode(InputCodec.VERSION, bytes, id -> Inputs.RULES);
    }

    @Property(tries = 500)
    void whatIsDecodedEqualsWhatWasEncoded(@ForAll long seed) {
        DecisionInput input = Inputs.of(seed);
        assertEquals(input, decode(InputCodec.encode(input)));
    }

    @Property(tries = 500)
    void aReplayDecidesTheSameBitForBit(@ForAll long seed) {
        DecisionInput input = Inputs.of(seed);
        DecisionInput replayed = decode(InputCodec.encode(input));
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
            assertEquals(changed.getValue(), decode(other), changed.getKey());
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
        assertTrue(paths.contains("situation.card.product.name"), paths::toString);
        assertTrue(paths.contains("situation.rate.rate.scale"), paths::toString);
        assertTrue(paths.contains("situation.rate.validUntil"), paths::toString);
        assertTrue(paths.contains("situation.authorizations[].posted"), paths::toString);
        assertTrue(paths.contains("request.circumstances.presence"), paths::toString);
        assertTrue(
                paths.contains("situation.authorizations[].increments[].givenBack"),
                paths::toString);
        assertTrue(paths.contains("situation.controls.sets[].state"), paths::toString);
        assertTrue(paths.contains("situation.controls.rolling[].spent.cashCount"), paths::toString);
        assertTrue(paths.contains("request.pointOfService.country"), paths::toString);
        assertTrue(paths.size() > 80, paths::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9, 99})
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
        assertThrows(IllegalArgumentException.class, () -> decode(prefix));
    }

    @Property(tries = 100)
    void oneByteTooManyIsRefused(@ForAll long seed, @ForAll byte more) {
        byte[] bytes = InputCodec.encode(Inputs.of(seed));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = more;
        assertThrows(IllegalArgumentException.class, () -> decode(longer));
    }

    @Property(tries = 2000)
    void damageReadsAsOtherValuesOrIsRefusedAsDocumented(
            @ForAll long seed, @ForAll @IntRange(max = 9999) int at, @ForAll byte damage) {
        byte[] bytes = InputCodec.encode(Inputs.of(seed));
        int behindRulesVersion = 1 + at % (bytes.length - 1);
        boolean isDamaged = bytes[behindRulesVersion] != damage;
        bytes[behindRulesVersion] = damage;
        try {
            boolean isSame = decode(bytes).equals(Inputs.of(seed));
            assertEquals(!isDamaged, isSame);
        } catch (IllegalArgumentException e) {
            assertTrue(isDamaged, e::toString);
        }
    }

    @Test
    void aLengthThatAsksForGigabytesIsRefusedAtOnce() {
        byte[] bytes = HexFormat.of().parseHex("02feffffff0f41");
        assertThrows(IllegalArgumentException.class, () -> decode(bytes));
    }

    @Test
    void theFormIsPinned() {
        DecisionInput input =
                Scenario.of(
                        PINNED + NAMED + CIRCUMSTANCES + PROVED + RATED + CONTROLLED,
                        "counted=900; cash=yes; increments=approved/300/300/100/200 declined");
        String hex = HexFormat.of().formatHex(InputCodec.encode(input));
        assertEquals(InputGoldens.NEWEST, hex);
        assertEquals(input, decode(HexFormat.of().parseHex(InputGoldens.NEWEST)));
    }

    @Test
    void version7KnewNoControls() {
        assertEquals(
                Scenario.of(PINNED + NAMED + CIRCUMSTANCES + PROVED + RATED, INCREMENTS),
                InputCodec.decode(7, HexFormat.of().parseHex(InputGoldens.VERSION_7)));
    }

    @Test
    void version6KnewNeitherProductsNorRates() {
        assertEquals(
                Scenario.of(PINNED + NAMED + CIRCUMSTANCES + PROVED, INCREMENTS),
                InputCodec.decode(6, HexFormat.of().parseHex(InputGoldens.VERSION_6)));
    }

    @Test
    void version5KnewNoProofs() {
        assertEquals(
                Scenario.of(PINNED + NAMED + CIRCUMSTANCES, INCREMENTS),
                InputCodec.decode(5, HexFormat.of().parseHex(InputGoldens.VERSION_5)));
    }

    @Test
    void version4KnewNoCircumstances() {
        assertEquals(
                Scenario.of(PINNED + NAMED + "; increment=yes", INCREMENTS),
                InputCodec.decode(4, HexFormat.of().parseHex(InputGoldens.VERSION_4)));
    }

    @Test
    void version3KnewNoSingleMessages() {
        assertEquals(
                Scenario.of(PINNED + NAMED + "; increment=yes", INCREMENTS),
                InputCodec.decode(3, HexFormat.of().parseHex(InputGoldens.VERSION_3)));
    }

    @Test
    void version2KnewNoIncrements() {
        assertEquals(
                Scenario.of(PINNED + NAMED, ""),
                InputCodec.decode(2, HexFormat.of().parseHex(InputGoldens.VERSION_2)));
    }

    @Test
    void version1NamedLess() {
        assertEquals(
                Scenario.of(PINNED, ""),
                InputCodec.decode(1, HexFormat.of().parseHex(InputGoldens.VERSION_1)));
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
