package io.kessai.local.network;

import java.util.List;
import java.util.Optional;

/**
 * One authorization as the network's books have it when the day is over.
 *
 * @param first the message that asked for it; holds card data and is therefore never printed
 * @param isCredit whether the cardholder is to be paid
 * @param isFollowed whether a reversal or an advice came after it
 * @param approvalCode DE38 of its answer, or of the advice that brought it; empty when declined
 * @param amount what stands authorized, in minor units of DE49; of one that was reversed what had
 *     been approved, of a declined one what was asked
 * @param billed the same in the account's currency, 0 when reversed or declined
 * @param held what the account still holds for it
 * @param posted what it has added to the account's balance at once; negative of a debit
 * @param holdDays after how many days that lapses ({@link HoldDays})
 */
public record DayAuthorization(
        Request first,
        State state,
        boolean isCredit,
        boolean isFollowed,
        String approvalCode,
        long amount,
        long billed,
        long held,
        long posted,
        int holdDays) {

    /** DE39: expired, insufficient funds. */
    private static final List<String> DECLINES = List.of("51", "54");

    /** Where it stands. */
    public enum State {
        APPROVED,
        /** Posted at once, or completed by what was: no clearing is to come. */
        POSTED,
        /** Approved, and taken back in full. */
        REVERSED,
        /** Declined for the card's validity or its funds. */
        DECLINED,
        /** Declined for something that the message itself had wrong. */
        REFUSED
    }

    /** DE49 of an authorization. */
    public String currency() {
        return first.text(49);
    }

    /** Whether it was billed, or held at a loaded rate, in another currency than it was made in. */
    public boolean isAbroad() {
        return LoadedRates.has(currency())
                || first.field(51).filter(billing -> !billing.equals(currency())).isPresent();
    }

    /** A number that no other authorization of the day has. */
    public int number() {
        return first.number();
    }

    public int card() {
        return first.card();
    }

    public int account() {
        return first.account();
    }

    static DayAuthorization of(Chain chain, Optional<Answer> answer) {
        String code = answer.map(told -> told.text(38)).filter(text -> !text.isEmpty()).orElse("");
        String approvalCode = code.isEmpty() ? chain.first.text(38) : code;
        if (!chain.isApproved()) {
            String reason = answer.map(Answer::responseCode).orElse("");
            State state = DECLINES.contains(reason) ? State.DECLINED : State.REFUSED;
            return of(chain, state, "", chain.first.amount(), 0);
        }
        if (chain.isSingle() || chain.isCompleted()) {
            return of(chain, State.POSTED, approvalCode, 0, 0);
        }
        long whole = approved(chain, answer);
        if (chain.isFullyReversed()) {
            return of(chain, State.REVERSED, approvalCode, part(whole, chain.total(), chain), 0);
        }
        if (chain.isCredit) {
            return of(chain, State.APPROVED, approvalCode, whole, whole);
        }
        long amount = part(whole, chain.remaining(), chain);
        return of(chain, State.APPROVED, approvalCode, amount, chain.remaining());
    }

    /** In DE49: what an advice made of a decline, what its answer approved, or what was asked. */
    private static long approved(Chain chain, Optional<Answer> answer) {
        if (chain.reportedLate() > 0) {
            return chain.reportedLate();
        }
        long approved = answer.map(DayAuthorization::amountOf).orElse(0L);
        return approved == 0 ? chain.first.amount() : approved;
    }

    /** An amount of the account's currency in that of the message. */
    private static long part(long whole, long billed, Chain chain) {
        return chain.authorized() == 0 ? whole : whole * billed / chain.authorized();
    }

    private static DayAuthorization of(
            Chain chain, State state, String approvalCode, long amount, long billed) {
        return new DayAuthorization(
                chain.first,
                state,
                chain.isCredit,
                chain.isFollowed(),
                approvalCode,
                amount,
                billed,
                chain.remaining(),
                chain.effectOnPosted(),
                HoldDays.of(chain.first, HoldDays.NO_DIALECT));
    }

    /** The same, asked for in that dialect. */
    DayAuthorization askedIn(String dialect) {
        return new DayAuthorization(
                first,
                state,
                isCredit,
                isFollowed,
                approvalCode,
                amount,
                billed,
                held,
                posted,
                HoldDays.of(first, dialect));
    }

    private static long amountOf(Answer answer) {
        String digits = answer.text(4);
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /** Number, state and amounts; never card data. */
    @Override
    public String toString() {
        return "authorization %d (%s, %d of %s, held %d)"
                .formatted(number(), state, amount, currency(), held);
    }
}
