package io.kessai.clearing.post;

import static io.kessai.domain.clearing.ExceptionKind.ALREADY_POSTED;
import static io.kessai.domain.clearing.ExceptionKind.AMBIGUOUS;
import static io.kessai.domain.clearing.ExceptionKind.DECLINED_AUTH;
import static io.kessai.domain.clearing.ExceptionKind.DUPLICATE;
import static io.kessai.domain.clearing.ExceptionKind.NO_AUTHORIZATION;
import static io.kessai.domain.clearing.ExceptionKind.OVER_TOLERANCE;
import static io.kessai.domain.clearing.ExceptionKind.RECORD_ERROR;
import static io.kessai.domain.clearing.ExceptionKind.REVERSAL_EXCESS;
import static io.kessai.domain.clearing.ExceptionKind.REVERSAL_UNMATCHED;
import static io.kessai.domain.clearing.ExceptionKind.REVERSED_AUTH;
import static io.kessai.domain.clearing.ExceptionKind.SECOND_PRESENTMENT;
import static io.kessai.domain.clearing.ExceptionKind.UNKNOWN_CARD;

import io.kessai.domain.Direction;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import io.kessai.domain.PostingLine;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.domain.clearing.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a clearing record does to the hold, the balance and the ledger (specification: the
 * project's decisions D2 to D5 on clearing files).
 *
 * <p>Pure: the same arguments always give the same booking. Every record is booked; what cannot be
 * the cardholder's goes to suspense and to people. Specification: PostingTableTest.
 */
final class PostingRules {

    private PostingRules() {}

    static Booking book(BookableRecord sent, Finding found, Standing standing) {
        return switch (found.verdict()) {
            case MATCHED, MATCHED_REVERSED -> matched(sent, found, standing);
            case MATCHED_DECLINED ->
                    charged(sent, standing, Outcome.FORCE_POSTED, List.of(DECLINED_AUTH));
            case UNMATCHED ->
                    sent.direction() == Direction.CREDIT
                            ? charged(sent, standing, Outcome.CREDIT_POSTED, List.of())
                            : charged(
                                    sent,
                                    standing,
                                    Outcome.FORCE_POSTED,
                                    List.of(NO_AUTHORIZATION));
            case AMBIGUOUS -> charged(sent, standing, Outcome.FORCE_POSTED, List.of(AMBIGUOUS));
            case REVERSAL -> reversal(sent, standing);
            case REVERSAL_UNMATCHED ->
                    charged(
                            sent,
                            standing,
                            Outcome.REVERSAL_UNMATCHED,
                            List.of(REVERSAL_UNMATCHED));
            case DUPLICATE -> suspended(sent, Outcome.DUPLICATE, DUPLICATE, "");
            case ALREADY_POSTED -> suspended(sent, Outcome.ALREADY_POSTED, ALREADY_POSTED, "");
            case RECORD_ERROR -> suspended(sent, Outcome.SUSPENDED, RECORD_ERROR, sent.problem());
            case UNKNOWN_CARD -> suspended(sent, Outcome.SUSPENDED, UNKNOWN_CARD, "");
            case SECOND_PRESENTMENT ->
                    house(
                            sent,
                            LedgerAccount.DISPUTE,
                            Outcome.SECOND_PRESENTMENT,
                            List.of(raised(SECOND_PRESENTMENT, sent.settlementMoney(), "")));
            case FEE -> house(sent, LedgerAccount.NETWORK_FEES, Outcome.FEE_POSTED, List.of());
            case DISPUTE -> house(sent, LedgerAccount.DISPUTE, Outcome.DISPUTE_RECORD, List.of());
            case COLLECTION_ONLY ->
                    new Booking(Outcome.COLLECTION_ONLY, 0, 0, 0, List.of(), List.of());
        };
    }

    /** Only debits have a hold: a credit matches without touching one. */
    private static Booking matched(BookableRecord sent, Finding found, Standing standing) {
        List<ExceptionKind> kinds = new ArrayList<>();
        if (found.isBeyondTolerance()) {
            kinds.add(OVER_TOLERANCE);
        }
        if (found.verdict() == Verdict.MATCHED_REVERSED) {
            kinds.add(REVERSED_AUTH);
        }
        Outcome outcome =
                found.difference() == 0 ? Outcome.MATCHED : Outcome.MATCHED_WITH_DIFFERENCE;
        Booking charged = charged(sent, standing, outcome, kinds);
        if (charged.outcome() == Outcome.SUSPENDED || sent.direction() == Direction.CREDIT) {
            return charged;
        }
        long amount = -charged.effectOnPosted();
        long remaining = standing.hold().remaining();
        long cleared = Math.min(remaining, amount);
        return new Booking(
                outcome,
                cleared,
                isLast(sent, standing) ? remaining - cleared : 0,
                amount - cleared,
                charged.lines(),
                charged.raised());
    }

    /** Whether nothing more is to come for the authorization. */
    private static boolean isLast(BookableRecord sent, Standing standing) {
        if (sent.sequenceCount() == 0) {
            return sent.isFinal();
        }
        boolean isNew = !standing.sequencesPosted().contains(sent.sequenceNumber());
        return standing.sequencesPosted().size() + (isNew ? 1 : 0) >= sent.sequenceCount();
    }

    /** To the cardholder in full, in the record's direction. */
    private static Booking charged(
            BookableRecord sent, Standing standing, Outcome outcome, List<ExceptionKind> kinds) {
        Optional<Money> amount = sent.cardholderMoney(standing.accountCurrency());
        if (amount.isEmpty() && isNotTheirs(sent, standing)) {
            return notTheirs(sent, standing);
        }
        List<Raised> raised = kinds.stream().map(kind -> raised(kind, amount, "")).toList();
        List<PostingLine> lines =
                amount.map(own -> Lines.cardholder(sent.direction(), own, own, settled(sent, own)))
                        .orElse(List.of());
        return new Booking(outcome, 0, 0, 0, lines, raised);
    }

    /**
     * The opposite of a presentment, up to what of it is still booked; the rest is suspense. A hold
     * is never opened again.
     */
    private static Booking reversal(BookableRecord sent, Standing standing) {
        Optional<Money> amount = sent.cardholderMoney(standing.accountCurrency());
        if (amount.isEmpty()) {
            return isNotTheirs(sent, standing)
                    ? notTheirs(sent, standing)
                    : new Booking(Outcome.REVERSAL_POSTED, 0, 0, 0, List.of(), List.of());
        }
        Money whole = amount.get();
        long booked =
                sent.direction() == Direction.CREDIT
                        ? Math.negateExact(standing.presentmentEffect())
                        : standing.presentmentEffect();
        Money own = Money.of(Math.clamp(booked, 0L, whole.minorUnits()), whole.currency());
        Money excess = whole.minus(own);
        return new Booking(
                Outcome.REVERSAL_POSTED,
                0,
                0,
                0,
                Lines.cardholder(sent.direction(), own, whole, settled(sent, whole)),
                excess.isZero()
                        ? List.of()
                        : List.of(
                                raised(
                                        REVERSAL_EXCESS,
                                        Optional.of(excess),
                                        "reverses " + whole + ", still booked " + own)));
    }

    private static boolean isNotTheirs(BookableRecord sent, Standing standing) {
        return standing.accountCurrency() == 0 || sent.settlementMoney().isPresent();
    }

    /** Nobody can be charged: no account, or an amount in another currency than the account's. */
    private static Booking notTheirs(BookableRecord sent, Standing standing) {
        return standing.accountCurrency() == 0
                ? suspended(sent, Outcome.SUSPENDED, UNKNOWN_CARD, "")
                : suspended(
                        sent,
                        Outcome.SUSPENDED,
                        RECORD_ERROR,
                        "billed in currency "
                                + sent.billing().currency()
                                + ", the account is in "
                                + standing.accountCurrency());
    }

    private static Booking suspended(
            BookableRecord sent, Outcome outcome, ExceptionKind kind, String detail) {
        return house(
                sent,
                LedgerAccount.SUSPENSE,
                outcome,
                List.of(raised(kind, sent.settlementMoney(), detail)));
    }

    /** One of the house's own accounts against settlement. */
    private static Booking house(
            BookableRecord sent, LedgerAccount account, Outcome outcome, List<Raised> raised) {
        List<PostingLine> lines =
                sent.settlementMoney()
                        .map(amount -> Lines.against(account, sent.direction(), amount))
                        .orElse(List.of());
        return new Booking(outcome, 0, 0, 0, lines, raised);
    }

    private static Money settled(BookableRecord sent, Money own) {
        return sent.settlementMoney().orElse(own);
    }

    private static Raised raised(ExceptionKind kind, Optional<Money> amount, String detail) {
        return new Raised(
                kind,
                amount.map(
                                money ->
                                        new RecordAmount(
                                                money.minorUnits(), money.currency().numeric()))
                        .orElse(RecordAmount.ABSENT),
                detail);
    }
}
