package io.kessai.clearing.post;

import io.kessai.domain.Direction;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.PostingLine;
import io.kessai.domain.clearing.Outcome;
import java.util.List;

/**
 * What a record does to the books.
 *
 * @param cleared taken off the hold because it was booked
 * @param released given back of the hold because nothing more will come
 * @param over booked beyond the hold
 * @param lines of its ledger transaction, summing to zero per currency; none where nothing moves
 * @param raised at most one of a kind
 */
record Booking(
        Outcome outcome,
        long cleared,
        long released,
        long over,
        List<PostingLine> lines,
        List<Raised> raised) {

    Booking {
        lines = List.copyOf(lines);
        raised = List.copyOf(raised);
    }

    /** Its effect on the account's posted balance, signed. */
    long effectOnPosted() {
        long effect = 0;
        for (PostingLine line : lines) {
            if (line.account() == LedgerAccount.CARDHOLDER) {
                long amount = line.amount().minorUnits();
                effect =
                        line.direction() == Direction.CREDIT
                                ? Math.addExact(effect, amount)
                                : Math.subtractExact(effect, amount);
            }
        }
        return effect;
    }
}
