package io.kessai.authorization.decide;

import io.kessai.domain.HoldPolicy;
import io.kessai.domain.TransactionKind;
import io.kessai.domain.controls.ControlState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides a card authorization (0100, 0101) or a financial request (0200, 0201).
 *
 * <p>Checks run in {@link Reason} order and the first that fails is the answer. Specification:
 * DecisionTableTest.
 */
final class AuthorizationDecider {

    private final NewAuthorization newAuthorization;
    private final HoldRestart holdRestart;

    AuthorizationDecider(HoldPolicy policy) {
        this.newAuthorization = new NewAuthorization(policy);
        this.holdRestart = new HoldRestart(policy);
    }

    Decision decide(DecisionInput input) {
        AuthorizationRequest request = input.request();
        Optional<CardSnapshot> card = input.situation().card();
        Optional<EarlyReversal> early = EarlyReversals.of(input);
        if (early.filter(EarlyReversal::isFull).isPresent()) {
            return declined(input, Reason.REVERSED_BEFORE_ARRIVAL);
        }
        if (request.payment().processingCode().kind() == TransactionKind.UNSUPPORTED) {
            return declined(input, Reason.TRANSACTION_NOT_SUPPORTED);
        }
        if (!request.passesLuhn() || card.isEmpty()) {
            return declined(input, Reason.CARD_UNKNOWN);
        }
        Optional<Reason> refusal = CardChecks.firstFailure(input, card.get());
        Decision decision =
                refusal.isPresent()
                        ? declined(input, refusal.get())
                        : decideAmount(input, card.get(), early);
        return counted(input, card.get(), refusal, decision);
    }

    private static Decision counted(
            DecisionInput input, CardSnapshot card, Optional<Reason> refusal, Decision decision) {
        CardCounters after =
                ProofChecks.after(input.request().findings(), card.counters(), refusal);
        return after.equals(card.counters()) ? decision : decision.and(new Effect.Counted(after));
    }

    private Decision decideAmount(
            DecisionInput input, CardSnapshot card, Optional<EarlyReversal> early) {
        Payment payment = input.request().payment();
        TransactionKind kind = payment.processingCode().kind();
        boolean isZero = payment.amount().minorUnits() == 0;
        boolean verifies = kind == TransactionKind.VERIFICATION || payment.isNothing();
        boolean asksForMoney = !verifies && kind != TransactionKind.BALANCE_INQUIRY;
        Optional<HoldAmount> asked = HoldAmount.of(input, card.currency());
        if (asksForMoney && (isZero || asked.filter(amount -> amount.units() == 0).isPresent())) {
            return declined(input, Reason.AMOUNT_INVALID);
        }
        if (asked.isEmpty()) {
            return declined(input, Reason.CURRENCY_NOT_SUPPORTED);
        }
        if (verifies) {
            return controlled(
                    new ControlChecks(input, ControlChecks.Extent.VERIFICATION, 0),
                    input,
                    () -> verified(input, card, early));
        }
        if (kind == TransactionKind.BALANCE_INQUIRY) {
            return approved(input, card, 0, balances(input, card), early);
        }
        if (kind == TransactionKind.CREDIT) {
            long posted = input.request().kind().posts() ? asked.get().units() : 0;
            return approved(input, card, posted, whole(input), early);
        }
        if (input.request().isIncrement()) {
            return decideIncrement(input, card, asked.get());
        }
        return controlled(
                new ControlChecks(input, ControlChecks.Extent.WHOLE, asked.get().units()),
                input,
                () -> decideFunds(input, card, asked.get(), early));
    }

    /**
     * What the enforced controls refuse, or else what is decided; noted where those in shadow would
     * have refused it.
     */
    private Decision controlled(
            ControlChecks checks, DecisionInput input, Supplier<Decision> decide) {
        Optional<ControlChecks.Refusal> refusal = checks.firstFailure(ControlState.ENFORCED);
        if (refusal.isPresent()) {
            return declined(input, refusal.get().reason());
        }
        Decision decision = decide.get();
        return decision.answer().reason().declines()
                ? decision
                : checks.firstFailure(ControlState.SHADOW)
                        .map(shadow -> new Effect.Shadowed(shadow.reason(), shadow.controlSet()))
                        .map(decision::and)
                        .orElse(decision);
    }

    private Decision verified(
            DecisionInput input, CardSnapshot card, Optional<EarlyReversal> early) {
        Answer answer = Answer.of(Reason.VERIFIED, input.request());
        return holdRestart
                .extending(input)
                .map(effect -> Decision.of(answer, effect))
                .orElseGet(() -> approved(input, card, 0, answer, early));
    }

    private Decision decideFunds(
            DecisionInput input,
            CardSnapshot card,
            HoldAmount asked,
            Optional<EarlyReversal> early) {
        if (asked.units() <= card.available()) {
            return approved(input, card, asked.units(), whole(input), early);
        }
        Optional<LesserApproval> lesser = LesserApproval.of(input, card, asked);
        return lesser.isPresent()
                ? approved(input, card, lesser.get().held(), lesser.get().answer(), early)
                : declined(input, Reason.INSUFFICIENT_FUNDS);
    }

    /** On itself alone, and never in part. */
    private Decision decideIncrement(DecisionInput input, CardSnapshot card, HoldAmount asked) {
        Optional<OriginalFinder.Found> chain = IncrementDecider.openChain(input);
        if (chain.isEmpty()) {
            return declined(input, Reason.ORIGINAL_NOT_FOUND);
        }
        return controlled(
                new ControlChecks(input, ControlChecks.Extent.INCREMENT, asked.units()),
                input,
                () -> decideIncrement(input, card, asked, chain.get()));
    }

    private Decision decideIncrement(
            DecisionInput input, CardSnapshot card, HoldAmount asked, OriginalFinder.Found chain) {
        return asked.units() > card.available()
                ? declined(input, Reason.INSUFFICIENT_FUNDS)
                : new Decision(
                        whole(input),
                        holdRestart.with(
                                input,
                                chain.original(),
                                IncrementDecider.add(
                                        input, card, chain, asked.units(), input.approvalCode())));
    }

    private Decision approved(
            DecisionInput input,
            CardSnapshot card,
            long held,
            Answer answer,
            Optional<EarlyReversal> early) {
        return Decision.of(
                answer,
                newAuthorization.approved(
                        input, card, held, answer.amount(), answer.approvalCode(), early));
    }

    private Decision declined(DecisionInput input, Reason reason) {
        Answer answer = Answer.of(reason, input.request());
        return input.situation()
                .card()
                .map(card -> Decision.of(answer, kept(input, card)))
                .orElseGet(() -> Decision.of(answer));
    }

    private Effect kept(DecisionInput input, CardSnapshot card) {
        Optional<Effect> increment =
                input.request().isIncrement()
                        ? IncrementDecider.refused(input, card)
                        : Optional.empty();
        return increment.orElseGet(() -> newAuthorization.declined(input, card));
    }

    private static Answer whole(DecisionInput input) {
        Payment payment = input.request().payment();
        return new Answer(
                Reason.APPROVED,
                input.approvalCode(),
                payment.amount(),
                payment.billing(),
                List.of());
    }

    private static Answer balances(DecisionInput input, CardSnapshot card) {
        Payment payment = input.request().payment();
        String account = payment.processingCode().accountType();
        int currency = card.currency().numeric();
        return new Answer(
                Reason.APPROVED,
                input.approvalCode(),
                payment.amount(),
                payment.billing(),
                List.of(
                        new AdditionalAmount(
                                account, AdditionalAmount.LEDGER_BALANCE, currency, card.posted()),
                        new AdditionalAmount(
                                account,
                                AdditionalAmount.AVAILABLE_BALANCE,
                                currency,
                                card.available())));
    }
}
