package io.kessai.authorization.decide;

import io.kessai.domain.CardStatus;
import io.kessai.domain.HoldTerm;
import java.time.LocalDate;
import java.util.Optional;

/** What a decision changes; {@code record} writes all effects of it in one transaction. */
public sealed interface Effect {

    /** An effect that opens and changes no authorization, and so moves no money. */
    sealed interface MovesNothing extends Effect {}

    /**
     * A new authorization, with its hold.
     *
     * @param opened with id 0
     * @param expiresOn the last day it holds
     * @param policyVersion of the hold policy that said so
     * @param heldFrom the business date from which it counted the days
     * @param asked the amount that it looked at, in minor units of the account's currency
     * @param rate at which that was converted, if it was
     */
    record Opened(
            Authorization opened,
            LocalDate expiresOn,
            int policyVersion,
            LocalDate heldFrom,
            long asked,
            Optional<LoadedRate> rate)
            implements Effect {}

    /**
     * A change of an authorization's status, hold or lowest target.
     *
     * @param term the one term that grew, by nothing where an advice confirms the total as it is;
     *     empty where only status or target changed
     * @param level at which of the four levels the original was found, 0 if it was not looked for
     */
    record Changed(Authorization before, Authorization after, Optional<HoldTerm> term, int level)
            implements Effect {

        /** By how much the term grew. */
        public long amount() {
            return Math.abs(after.hold().remaining() - before.hold().remaining());
        }
    }

    /**
     * The days of a hold start again, as many as its rule gave it.
     *
     * @param from the business date from which they count
     */
    record Restarted(Authorization chain, LocalDate from) implements MovesNothing {}

    /** A reversal kept until its original comes. */
    record Remembered(EarlyReversal reversal) implements MovesNothing {}

    /** A message that changed nothing of the authorization it was for, noted beside that one. */
    record Marked(Authorization original) implements MovesNothing {}

    /** What the card's proofs have used up by now. */
    record Counted(CardCounters after) implements MovesNothing {}

    /**
     * Controls in shadow would have declined what was not declined.
     *
     * @param controlSet id of the set
     */
    record Shadowed(Reason reason, long controlSet) implements MovesNothing {}

    /**
     * The card is blocked from now on.
     *
     * @param before what it was
     */
    record Blocked(CardStatus before) implements MovesNothing {}

    /** Something for people. */
    record Raised(ExceptionKind kind) implements MovesNothing {}
}
