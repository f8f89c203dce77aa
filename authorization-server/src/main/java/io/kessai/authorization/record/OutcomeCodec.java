package io.kessai.authorization.record;

import io.kessai.authorization.decide.AdditionalAmount;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Increment;
import io.kessai.authorization.decide.Reason;

/**
 * The journal's form of a decision: the answer, which can be read again for a repeat, and behind it
 * the effects, which are only compared. Two decisions on one input are the same exactly if their
 * bytes are: left out is what an effect only copies from its input, such as keys and references.
 */
final class OutcomeCodec {

    private OutcomeCodec() {}

    static byte[] encode(Decision decision) {
        Packer out = new Packer();
        answer(out, decision.answer());
        return out.each(decision.effects(), decision.effects().size(), OutcomeCodec::effect)
                .toBytes();
    }

    /**
     * @throws IllegalArgumentException if the bytes are damaged
     */
    static Answer decodeAnswer(byte[] bytes) {
        return Unpacker.head(bytes, OutcomeCodec::answer);
    }

    private static Answer answer(Unpacker in) {
        return new Answer(
                in.word(Reason.class),
                in.text(),
                InputCodec.amount(in),
                in.maybe(InputCodec::amount),
                in.each(OutcomeCodec::additional));
    }

    private static void answer(Packer out, Answer answer) {
        out.word(answer.reason()).text(answer.approvalCode());
        InputCodec.amount(out, answer.amount());
        out.maybe(answer.billing(), InputCodec::amount)
                .each(
                        answer.additionalAmounts(),
                        answer.additionalAmounts().size(),
                        OutcomeCodec::additional);
    }

    private static void additional(Packer out, AdditionalAmount amount) {
        out.text(amount.accountType())
                .text(amount.amountType())
                .number(amount.currency())
                .number(amount.minorUnits());
    }

    private static AdditionalAmount additional(Unpacker in) {
        return new AdditionalAmount(in.text(), in.text(), in.integer(), in.number());
    }

    private static void effect(Packer out, Effect effect) {
        switch (effect) {
            case Effect.Opened opened -> {
                out.text("o");
                state(out, opened.opened());
                out.number(opened.expiresOn().toEpochDay()).number(opened.policyVersion());
            }
            case Effect.Changed changed -> {
                out.text("c").number(changed.after().id());
                state(out, changed.after());
                out.maybe(changed.term(), (o, term) -> o.word(term)).number(changed.level());
            }
            case Effect.Restarted restarted ->
                    out.text("h")
                            .number(restarted.chain().id())
                            .number(restarted.from().toEpochDay());
            case Effect.Remembered remembered ->
                    InputCodec.earlyReversal(out.text("r"), remembered.reversal());
            case Effect.Marked marked -> out.text("m").number(marked.original().id());
            case Effect.Counted counted -> ProofCodec.counters(out.text("n"), counted.after());
            case Effect.Shadowed shadowed ->
                    out.text("s").word(shadowed.reason()).number(shadowed.controlSet());
            case Effect.Blocked blocked -> out.text("b").word(blocked.before());
            case Effect.Raised raised -> out.text("x").word(raised.kind());
        }
    }

    private static void state(Packer out, Authorization authorization) {
        out.word(authorization.status());
        InputCodec.amount(out, authorization.amount());
        out.number(authorization.billed());
        InputCodec.hold(out, authorization.hold());
        out.number(authorization.lowestTarget());
        for (Increment increment : authorization.increments()) {
            out.word(increment.status())
                    .number(increment.billed())
                    .number(increment.givenBack())
                    .number(increment.counted());
        }
        out.number(authorization.spending().units());
        if (authorization.isSingleMessage()) {
            out.number(authorization.posted());
        }
    }
}
