package io.kessai.authorization.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Currency;
import io.kessai.policy.HoldPolicyFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Reversals of one authorization, full and partial ones, early ones too, in any order. */
class ReversalOrderTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());
    private static final Currency JPY = Currency.ofCode("JPY").orElseThrow();

    @Provide
    Arbitrary<List<Long>> targets() {
        return Arbitraries.longs().between(0, 1500).list().ofMinSize(1).ofMaxSize(6);
    }

    @Property(tries = 300)
    void theLowestTargetIsWhatRemainsInAnyOrder(
            @ForAll("targets") List<Long> targets, @ForAll boolean isAbroad) {
        String original = isAbroad ? "amount=700 USD" : "";
        Authorization authorization = Originals.of(original, 1);
        for (long target : targets) {
            authorization = reversed(authorization, target);
        }
        Authorization backwards = Originals.of(original, 1);
        for (long target : targets.reversed()) {
            backwards = reversed(backwards, target);
        }
        long lowest = targets.stream().mapToLong(Long::longValue).min().orElseThrow();
        assertEquals(inHoldCurrency(lowest, isAbroad), authorization.hold().remaining());
        assertEquals(authorization.hold(), backwards.hold());
        assertEquals(authorization.lowestTarget(), backwards.lowestTarget());
    }

    @Property(tries = 300)
    void itDoesNotMatterWhetherAReversalComesBeforeItsOriginal(
            @ForAll @LongRange(min = 1, max = 1500) long target, @ForAll boolean isAbroad) {
        String payment = isAbroad ? "amount=700 USD; billing=1000 JPY" : "amount=1000 JPY";
        Authorization early = opened(payment + "; early=" + target);
        Authorization late = reversed(opened(payment), target);
        assertEquals(late.hold(), early.hold());
        assertEquals(late.lowestTarget(), early.lowestTarget());
    }

    @Property
    void aReplacementAmountIsConvertedAsTheHoldWas(
            @ForAll @LongRange(min = 1, max = 999_999_999_999L) long approved,
            @ForAll @LongRange(max = 999_999_999_999L) long held,
            @ForAll @LongRange(max = 999_999_999_999L) long replacement) {
        Authorization original = Originals.of("amount=" + approved + " USD; authorized=" + held, 1);
        long target = HoldAmount.ofReplacement(original, OptionalLong.of(replacement), JPY);
        BigDecimal exact =
                BigDecimal.valueOf(Math.min(replacement, approved))
                        .multiply(BigDecimal.valueOf(held))
                        .divide(BigDecimal.valueOf(approved), 0, RoundingMode.HALF_UP);
        assertEquals(exact.longValueExact(), target);
        assertTrue(target <= held);
    }

    private static long inHoldCurrency(long target, boolean isAbroad) {
        return isAbroad ? (Math.min(target, 700) * 1000 + 350) / 700 : Math.min(target, 1000);
    }

    private static Authorization opened(String payment) {
        Decision decision = DECIDER.decide(Scenario.of(payment));
        return ((Effect.Opened) decision.effects().getFirst()).opened().withId(1);
    }

    private static Authorization reversed(Authorization original, long target) {
        DecisionInput words =
                Scenario.of(
                        "mti=0400; de95="
                                + target
                                + "; de90=0100/"
                                + original.key().stan()
                                + "/"
                                + original.key().transmission());
        DecisionInput input =
                new DecisionInput(
                        words.request(),
                        new Situation(
                                words.situation().card(),
                                List.of(original),
                                List.of(),
                                Optional.empty(),
                                Controls.NONE),
                        words.now(),
                        words.zone(),
                        words.approvalCode());
        List<Authorization> after = new ArrayList<>(List.of(original));
        for (Effect effect : DECIDER.decide(input).effects()) {
            if (effect instanceof Effect.Changed changed) {
                after.add(changed.after());
            }
        }
        return after.getLast();
    }
}
