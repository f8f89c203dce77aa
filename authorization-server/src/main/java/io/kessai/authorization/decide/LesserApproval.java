package io.kessai.authorization.decide;

import io.kessai.domain.Ratio;
import io.kessai.domain.TransactionKind;
import java.util.List;
import java.util.Optional;

/**
 * An approval of less than was asked, where the funds do not reach: a partial approval of a plain
 * purchase, or a purchase without its cashback; only where the terminal takes less than it asked.
 *
 * @param held minor units of the account's currency, never above what is available
 */
record LesserApproval(long held, Answer answer) {

    static Optional<LesserApproval> of(DecisionInput input, CardSnapshot card, HoldAmount asked) {
        Payment payment = input.request().payment();
        if (card.available() <= 0 || !payment.acceptsPartialApproval()) {
            return Optional.empty();
        }
        if (payment.processingCode().kind() == TransactionKind.PURCHASE_WITH_CASHBACK) {
            return withoutCash(input, card, asked);
        }
        return payment.processingCode().isPlainPurchase()
                ? partial(input, card, asked)
                : Optional.empty();
    }

    private static Optional<LesserApproval> partial(
            DecisionInput input, CardSnapshot card, HoldAmount asked) {
        long amount = input.request().payment().amount().minorUnits();
        long approved =
                asked.isTransaction()
                        ? card.available()
                        : Ratio.scaleDown(card.available(), amount, asked.units());
        return lesser(input, card, asked, Reason.PARTIALLY_APPROVED, approved);
    }

    private static Optional<LesserApproval> withoutCash(
            DecisionInput input, CardSnapshot card, HoldAmount asked) {
        Payment payment = input.request().payment();
        return payment.cashback() == 0
                ? Optional.empty()
                : lesser(
                        input,
                        card,
                        asked,
                        Reason.PURCHASE_WITHOUT_CASH,
                        payment.amount().minorUnits() - payment.cashback());
    }

    private static Optional<LesserApproval> lesser(
            DecisionInput input,
            CardSnapshot card,
            HoldAmount asked,
            Reason reason,
            long approved) {
        Payment payment = input.request().payment();
        if (approved <= 0) {
            return Optional.empty();
        }
        long held =
                asked.isTransaction()
                        ? approved
                        : Ratio.scaleHalfUp(approved, asked.units(), payment.amount().minorUnits());
        boolean isPartial = reason == Reason.PARTIALLY_APPROVED;
        if (held == 0 || (!isPartial && held > card.available())) {
            return Optional.empty();
        }
        long bounded = Math.min(held, card.available());
        Answer answer =
                new Answer(
                        reason,
                        input.approvalCode(),
                        new SentAmount(approved, payment.amount().currency()),
                        payment.billing()
                                .map(
                                        billing ->
                                                billing(
                                                        billing, asked, approved, bounded,
                                                        payment)),
                        isPartial ? List.of(originalAmount(payment)) : List.of());
        return Optional.of(new LesserApproval(bounded, answer));
    }

    private static SentAmount billing(
            SentAmount sent, HoldAmount asked, long approved, long held, Payment payment) {
        return asked.isBilling()
                ? new SentAmount(held, sent.currency())
                : new SentAmount(
                        Ratio.scaleHalfUp(
                                approved, sent.minorUnits(), payment.amount().minorUnits()),
                        sent.currency());
    }

    private static AdditionalAmount originalAmount(Payment payment) {
        return new AdditionalAmount(
                payment.processingCode().accountType(),
                AdditionalAmount.ORIGINAL_AMOUNT,
                payment.amount().currency(),
                payment.amount().minorUnits());
    }
}
