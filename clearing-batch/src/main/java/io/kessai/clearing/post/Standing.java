package io.kessai.clearing.post;

import io.kessai.domain.Hold;
import java.util.Set;

/**
 * How the books stand for a record, as locked.
 *
 * @param accountCurrency of the cardholder's account (ISO 4217 numeric); 0 where no account is
 *     known
 * @param hold of the matched authorization; {@link Hold#NONE} without one
 * @param sequencesPosted the {@code nn} of that authorization's presentments already booked
 * @param presentmentEffect what the reversed presentment, less its earlier reversals, still does to
 *     the account's posted balance: negative while the cardholder is charged
 */
record Standing(
        int accountCurrency, Hold hold, Set<Integer> sequencesPosted, long presentmentEffect) {

    /** No account is known. */
    static final Standing NOBODY = new Standing(0, Hold.NONE, Set.of(), 0);

    Standing {
        sequencesPosted = Set.copyOf(sequencesPosted);
    }
}
