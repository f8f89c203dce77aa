package io.kessai.clearing.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What was decided in our stead and reported by advices.
 *
 * @param totals of all that were asked for, by network and currency as sent
 * @param advices in order of arrival, not all where there are very many
 */
record AdviceFacts(List<Total> totals, List<Advice> advices) {

    /**
     * An advice.
     *
     * @param reported {@code approved} or {@code declined}
     * @param amount as sent, in {@code currency}
     * @param account 0 where none is known
     * @param authorization the one it opened or changed, 0 if none
     * @param original the one it was found to be about, 0 if none
     * @param level at which of the four levels that was found, 0 if it was not looked for
     * @param taken by how much it lowered what may be spent, in {@code accountCurrency}
     * @param available what it left, in {@code accountCurrency}
     * @param accountCurrency ISO 4217 numeric, 0 where no account is known
     * @param exceptions their kinds, a blank between them
     */
    record Advice(
            LocalDate businessDate,
            Instant receivedAt,
            String network,
            String mti,
            String reported,
            long amount,
            int currency,
            long account,
            long authorization,
            long original,
            int level,
            long taken,
            long available,
            int accountCurrency,
            String exceptions) {

        /** Whether it took what the account did not have: here it would have been declined. */
        boolean isBeyondFunds() {
            return taken > 0 && available < 0;
        }
    }

    /**
     * Advices that are alike; amounts as sent.
     *
     * @param amount of those that report an approval
     * @param beyondAmount of those beyond the funds
     * @param withException how many raised something for people
     */
    record Total(
            String network,
            int currency,
            long approved,
            long declined,
            long amount,
            long beyondFunds,
            long beyondAmount,
            long withException) {}
}
