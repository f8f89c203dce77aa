package io.kessai.authorization.decide;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.HoldSubject;
import io.kessai.domain.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the authorization a message opens, reduced at once where its reversal came first. */
final class NewAuthorization {

    private final HoldPolicy policy;

    NewAuthorization(HoldPolicy policy) {
        this.policy = policy;
    }

    /**
     * One that was declined: it holds nothing, and later messages find it, with the target of the
     * reversal that came before it. An advice may still report it approved.
     */
    Effect declined(DecisionInput input, CardSnapshot card) {
        Payment payment = input.request().payment();
        Optional<HoldAmount> asked = HoldAmount.of(input, card.currency());
        Authorization declined =
                authorization(
                        input,
                        AuthorizationStatus.DECLINED,
                        Hold.NONE,
                        payment.amount(),
                        asked.map(HoldAmount::units).orElse(0L),
                        "",
                        0,
                        0);
        boolean isMeasured = asked.filter(amount -> !amount.isOutOfRange()).isPresent();
        Optional<EarlyReversal> measurable =
                EarlyReversals.of(input).filter(early -> early.isFull() || isMeasured);
        return opened(input, card, reduce(declined, card.currency(), measurable));
    }

    /**
     * One that was approved; a single message posts what another would hold.
     *
     * @param held minor units of the account's currency; 0 for what holds nothing, such as credits.
     *     The hold policy may say to hold more for a request
     * @param approved DE4 as approved
     * @param reversedEarly the reversal that came before it, if one did
     */
    Effect approved(
            DecisionInput input,
            CardSnapshot card,
            long held,
            SentAmount approved,
            String approvalCode,
            Optional<EarlyReversal> reversedEarly) {
        long counted = input.request().direction() == Direction.DEBIT ? held : 0;
        return approved(input, card, held, approved, approvalCode, reversedEarly, counted);
    }

    /**
     * One that was approved and counts for something else than what it holds or posts.
     *
     * @param counted minor units of the account's currency
     */
    Effect approved(
            DecisionInput input,
            CardSnapshot card,
            long held,
            SentAmount approved,
            String approvalCode,
            Optional<EarlyReversal> reversedEarly,
            long counted) {
        boolean posts = input.request().kind().posts();
        Authorization whole =
                authorization(
                        input,
                        AuthorizationStatus.APPROVED,
                        posts ? Hold.NONE : Hold.of(asRuled(input, card, held)),
                        approved,
                        held,
                        approvalCode,
                        posts ? held : 0,
                        counted);
        return opened(input, card, reduce(whole, card.currency(), reversedEarly));
    }

    private static Authorization reduce(
            Authorization whole, Currency account, Optional<EarlyReversal> reversedEarly) {
        if (reversedEarly.isEmpty()) {
            return whole;
        }
        long target = HoldAmount.ofReplacement(whole, reversedEarly.get().replacement(), account);
        return whole.reversedTo(target);
    }

    /**
     * An advice tells an amount that stands already, and less than all of it is no status check.
     */
    private long asRuled(DecisionInput input, CardSnapshot card, long held) {
        HoldSubject subject = subject(input, card);
        boolean isWhole = held > 0 && held == subject.asked().minorUnits();
        return isWhole && input.request().kind() == MessageKind.AUTHORIZATION
                ? policy.holds(subject, card.available())
                : held;
    }

    /** The policy looks at what was asked: an advice may still raise a declined one to that. */
    private static HoldSubject subject(DecisionInput input, CardSnapshot card) {
        AuthorizationRequest request = input.request();
        long asked = HoldAmount.unitsOf(input, card.currency());
        return new HoldSubject(
                request.circumstances(),
                request.acceptor().mcc(),
                Money.of(asked, card.currency()));
    }

    private Effect opened(DecisionInput input, CardSnapshot card, Authorization authorization) {
        HoldSubject subject = subject(input, card);
        return new Effect.Opened(
                authorization,
                policy.expiresOn(input.businessDate(), subject),
                policy.version(),
                input.businessDate(),
                subject.asked().minorUnits(),
                HoldAmount.rateOf(input, card.currency()));
    }

    private static Authorization authorization(
            DecisionInput input,
            AuthorizationStatus status,
            Hold hold,
            SentAmount amount,
            long billed,
            String approvalCode,
            long posted,
            long counted) {
        AuthorizationRequest request = input.request();
        return new Authorization(
                0,
                request.key(),
                status,
                request.direction(),
                amount,
                billed,
                hold,
                OptionalLong.empty(),
                input.now(),
                request.acceptor().forwarder(),
                approvalCode,
                request.references().names(),
                List.of(),
                posted,
                Spending.of(counted, request.payment().processingCode()));
    }
}
