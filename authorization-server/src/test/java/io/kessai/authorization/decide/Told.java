package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.HoldTerm;
import java.util.Locale;
import java.util.stream.Collectors;

/** Decisions in words, as the tables expect them. */
final class Told {

    private Told() {}

    /** The reason, and of DE4, DE6, DE38 and DE54 what is not as the request says. */
    static String answer(DecisionInput input, Decision decision) {
        Answer answer = decision.answer();
        Payment asked = input.request().payment();
        StringBuilder told = new StringBuilder(answer.reason().name());
        if (!answer.amount().equals(asked.amount())) {
            told.append(" DE4=").append(answer.amount().minorUnits());
        }
        if (!answer.billing().equals(asked.billing())) {
            told.append(" DE6=").append(answer.billing().orElseThrow().minorUnits());
        }
        for (AdditionalAmount additional : answer.additionalAmounts()) {
            told.append(
                    " DE54=%s/%s/%03d/%d"
                            .formatted(
                                    additional.accountType(),
                                    additional.amountType(),
                                    additional.currency(),
                                    additional.minorUnits()));
        }
        return told.toString();
    }

    static String effects(Decision decision) {
        return decision.effects().stream().map(Told::effect).collect(Collectors.joining(", "));
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case Effect.Opened opened -> "opens " + state(opened.opened());
            case Effect.Changed changed ->
                    "changes #"
                            + changed.after().id()
                            + changed.term().map(term -> " " + term(changed, term)).orElse("")
                            + " to "
                            + state(changed.after())
                            + " by level "
                            + changed.level()
                            + increments(changed.after());
            case Effect.Restarted restarted ->
                    "restarts #%d from %s".formatted(restarted.chain().id(), restarted.from());
            case Effect.Remembered remembered ->
                    "remembers "
                            + (remembered.reversal().replacement().isPresent()
                                    ? remembered.reversal().replacement().getAsLong()
                                    : "full");
            case Effect.Marked marked -> "marks #" + marked.original().id();
            case Effect.Counted counted ->
                    "counts %d wrong PINs, %d and %x"
                            .formatted(
                                    counted.after().pinFailures(),
                                    counted.after().highestCounter(),
                                    counted.after().usedCounters());
            case Effect.Shadowed shadowed ->
                    "would be %s by controls %d"
                            .formatted(shadowed.reason(), shadowed.controlSet());
            case Effect.Blocked blocked -> "blocks, was " + blocked.before().word();
            case Effect.Raised raised -> "raises " + raised.kind();
        };
    }

    /**
     * The amount of a chain with increments or a change of them: what each added, less what it
     * gave.
     */
    private static String increments(Authorization chain) {
        return chain.increments().isEmpty()
                ? ""
                : ", %d %s with %s"
                        .formatted(
                                chain.amount().minorUnits(),
                                Currency.ofNumeric(chain.amount().currency())
                                        .map(Currency::code)
                                        .orElse(""),
                                chain.increments().stream()
                                        .map(Told::increment)
                                        .collect(Collectors.joining(" ")));
    }

    private static String increment(Increment increment) {
        return increment.isApproved()
                ? increment.billed()
                        + (increment.givenBack() > 0 ? "-" + increment.givenBack() : "")
                : increment.status().word();
    }

    private static String term(Effect.Changed changed, HoldTerm term) {
        return term.word() + " +" + changed.amount();
    }

    /** Status, what remains and of how much, the lowest target if there is one. */
    private static String state(Authorization authorization) {
        String status = authorization.status().name().toLowerCase(Locale.ROOT);
        long remaining = authorization.hold().remaining();
        return status
                + " "
                + (authorization.isSingleMessage() ? "posted " + authorization.posted() : remaining)
                + (authorization.hold().authorized() > remaining && authorization.id() == 0
                        ? " of " + authorization.hold().authorized()
                        : "")
                + (authorization.lowestTarget().isPresent()
                        ? " target " + authorization.lowestTarget().getAsLong()
                        : "");
    }
}
