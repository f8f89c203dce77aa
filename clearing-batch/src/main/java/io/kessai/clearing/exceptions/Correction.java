package io.kessai.clearing.exceptions;

import io.kessai.domain.Direction;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import io.kessai.domain.PostingLine;
import io.kessai.domain.clearing.ExceptionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a resolution books. Pure. Specification: CorrectionTest.
 *
 * <p>The record's own booking stays; what of it is still in its place moves on, so that a
 * correction of what was already corrected or reversed moves nothing. The settlement account is
 * never touched: the network settles what it settled.
 */
final class Correction {

    private Correction() {}

    /** Where {@code post} booked the records of that kind of exception. */
    static LedgerAccount place(ExceptionKind kind) {
        return switch (kind) {
            case DUPLICATE, ALREADY_POSTED, RECORD_ERROR, UNKNOWN_CARD, REVERSAL_EXCESS ->
                    LedgerAccount.SUSPENSE;
            case SECOND_PRESENTMENT -> LedgerAccount.DISPUTE;
            case NO_AUTHORIZATION,
                    AMBIGUOUS,
                    OVER_TOLERANCE,
                    SUSPECTED_DUPLICATE,
                    REVERSED_AUTH,
                    DECLINED_AUTH,
                    REVERSAL_UNMATCHED ->
                    LedgerAccount.CARDHOLDER;
        };
    }

    /**
     * Where the money goes.
     *
     * @return empty where the action is none for money in that place
     */
    static Optional<LedgerAccount> target(Action action, LedgerAccount place) {
        return switch (action) {
            case ACCEPT, LINK -> Optional.empty();
            case POST -> unless(place, LedgerAccount.CARDHOLDER);
            case WRITE_OFF -> Optional.of(LedgerAccount.WRITE_OFF);
            case REJECT -> unless(place, LedgerAccount.DISPUTE);
        };
    }

    private static Optional<LedgerAccount> unless(LedgerAccount place, LedgerAccount target) {
        return place == target ? Optional.empty() : Optional.of(target);
    }

    /**
     * The lines of the correction, summing to zero per currency.
     *
     * @param booked what is in {@code place}: credits less debits, not zero
     * @param theirs what reaches {@code target}, more than zero; where it differs in currency, both
     *     pass through the FX position
     */
    static List<PostingLine> lines(
            LedgerAccount place, LedgerAccount target, Money booked, Money theirs) {
        Direction direction = booked.minorUnits() < 0 ? Direction.DEBIT : Direction.CREDIT;
        Money amount = Money.of(Math.abs(booked.minorUnits()), booked.currency());
        List<PostingLine> lines = new ArrayList<>();
        lines.add(new PostingLine(place, direction.opposite(), amount));
        if (!theirs.currency().equals(amount.currency())) {
            lines.add(new PostingLine(LedgerAccount.FX_POSITION, direction, amount));
            lines.add(new PostingLine(LedgerAccount.FX_POSITION, direction.opposite(), theirs));
        }
        lines.add(new PostingLine(target, direction, theirs));
        return List.copyOf(lines);
    }
}
