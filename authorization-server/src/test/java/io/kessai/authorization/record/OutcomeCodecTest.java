package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.authorization.decide.AdditionalAmount;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.ExceptionKind;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.Scenario;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.policy.HoldPolicyFile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The journal's form of a decision: the answer can be given again, the effects be compared. */
class OutcomeCodecTest {
    private static final Decider DECIDER = new Decider(HoldPolicyFile.shipped());
    private static final Answer PARTIAL =
            new Answer(
                    Reason.PARTIALLY_APPROVED,
                    "A1B2C3",
                    new SentAmount(350, 840),
                    Optional.of(new SentAmount(500, 392)),
                    List.of(
                            new AdditionalAmount("00", "57", 840, 700),
                            new AdditionalAmount("00", "02", 392, -5)));

    @Property(tries = 500)
    void theAnswerOfADecisionCanBeReadAgain(@ForAll long seed) {
        Decision decision = DECIDER.decide(Inputs.of(seed));
        assertEquals(decision.answer(), OutcomeCodec.decodeAnswer(OutcomeCodec.encode(decision)));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonCanBeReadAgain(Reason reason) {
        Answer answer = Answer.of(reason, Scenario.of("billing=5 USD").request());
        assertEquals(answer, OutcomeCodec.decodeAnswer(OutcomeCodec.encode(Decision.of(answer))));
    }

    @Test
    void everyChangeOfAnAnswerChangesTheBytes() {
        byte[] bytes = OutcomeCodec.encode(Decision.of(PARTIAL));
        for (Map.Entry<String, Answer> changed : changes().entrySet()) {
            byte[] other = OutcomeCodec.encode(Decision.of(changed.getValue()));
            assertFalse(Arrays.equals(bytes, other), changed.getKey());
            assertEquals(changed.getValue(), OutcomeCodec.decodeAnswer(other), changed.getKey());
        }
    }

    private static Map<String, Answer> changes() {
        return Components.changedOnce(PARTIAL);
    }

    @Test
    void everyEffectCounts() {
        Decision opened = DECIDER.decide(Scenario.of(""));
        Effect.Opened effect = (Effect.Opened) opened.effects().getFirst();
        byte[] bytes = OutcomeCodec.encode(opened);
        List<Effect> others =
                List.of(
                        opened(effect.opened(), effect.expiresOn().plusDays(1), 2),
                        opened(effect.opened(), effect.expiresOn(), 1),
                        opened(
                                effect.opened().withAmount(new SentAmount(999, 392), 1000),
                                effect.expiresOn(),
                                2),
                        opened(
                                effect.opened().withAmount(effect.opened().amount(), 999),
                                effect.expiresOn(),
                                2),
                        new Effect.Marked(effect.opened()),
                        new Effect.Raised(ExceptionKind.CARD_UNKNOWN),
                        new Effect.Raised(ExceptionKind.KEY_REUSED));
        List<String> seen =
                others.stream()
                        .map(other -> Decision.of(opened.answer(), other))
                        .map(OutcomeCodec::encode)
                        .map(HexFormat.of()::formatHex)
                        .distinct()
                        .toList();
        assertEquals(others.size(), seen.size());
        assertFalse(seen.contains(HexFormat.of().formatHex(bytes)));
        assertFalse(
                Arrays.equals(bytes, OutcomeCodec.encode(Decision.of(opened.answer()))),
                "no effect at all");
    }

    private static Effect opened(Authorization opened, LocalDate expiresOn, int policyVersion) {
        return new Effect.Opened(
                opened, expiresOn, policyVersion, expiresOn, 1000, Optional.empty());
    }

    @Property(tries = 200)
    void aCutAnswerIsRefused(@ForAll @IntRange(max = 999) int cut) {
        byte[] bytes = OutcomeCodec.encode(Decision.of(PARTIAL));
        int withoutEffects = bytes.length - 1;
        byte[] prefix = Arrays.copyOf(bytes, cut % withoutEffects);
        assertThrows(IllegalArgumentException.class, () -> OutcomeCodec.decodeAnswer(prefix));
    }

    @Property(tries = 1000)
    void damageReadsAsAnotherAnswerOrIsRefusedAsDocumented(
            @ForAll @IntRange(max = 999) int at, @ForAll byte damage) {
        byte[] bytes = OutcomeCodec.encode(Decision.of(PARTIAL));
        int position = at % (bytes.length - 1);
        boolean isDamaged = bytes[position] != damage;
        bytes[position] = damage;
        try {
            assertEquals(!isDamaged, OutcomeCodec.decodeAnswer(bytes).equals(PARTIAL));
        } catch (IllegalArgumentException e) {
            assertEquals(true, isDamaged);
        }
    }

    @Test
    void theFormIsPinned() {
        String reason = "245041525449414c4c595f415050524f564544";
        String approvalCode = "0c413142324333";
        String amounts = "bc05900d" + "01e8079006";
        String additional = "04" + "043030043537900df80a" + "0430300430329006" + "09";
        String noEffect = "00";
        assertEquals(
                reason + approvalCode + amounts + additional + noEffect,
                HexFormat.of().formatHex(OutcomeCodec.encode(Decision.of(PARTIAL))));
    }
}
