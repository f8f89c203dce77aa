package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.domain.Direction;
import io.kessai.domain.MessageKey;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What single messages post: between the cardholder's account and the settlement account of the
 * network and day, in one statement for a batch.
 */
final class LedgerRows {

    static final String INSERT =
            """
            with n as materialized (
                select *
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    as n (authorization_id, account_id, amount, booked_on, currency, direction,
                          natural_key, network, reason)),
            booked as (
                insert into ledger_transactions (
                    authorization_id, booked_on, kind, natural_key, reason)
                select n.authorization_id, n.booked_on, 'single_message', n.natural_key, n.reason
                from n
                order by n.natural_key
                returning id, natural_key)
            insert into ledger_postings (
                transaction_id, line, amount, account_id, currency, direction, ledger_account,
                network, settlement_on)
            select b.id, 1, n.amount, n.account_id, n.currency, n.direction, 'cardholder', '', null
            from n
            join booked b on b.natural_key = n.natural_key
            union all
            select b.id, 2, n.amount, null, n.currency,
                   case n.direction when 'debit' then 'credit' else 'debit' end, 'settlement',
                   n.network, n.booked_on
            from n
            join booked b on b.natural_key = n.natural_key""";

    private LedgerRows() {}

    /**
     * One transaction of the ledger.
     *
     * @param amount more than zero, minor units of {@code currency}
     * @param bookedOn the business date, which is the settlement date too
     * @param currency ISO 4217 numeric, the account's
     * @param direction of the cardholder's line
     */
    record Posting(
            long authorizationId,
            long accountId,
            long amount,
            LocalDate bookedOn,
            int currency,
            Direction direction,
            String naturalKey,
            String network) {

        /**
         * What a change of an authorization posts or takes back; empty where neither.
         *
         * @param before what was posted before it
         * @param cause the message that changed it
         */
        static Optional<Posting> of(
                long before,
                Authorization after,
                long accountId,
                int currency,
                LocalDate bookedOn,
                MessageKey cause) {
            long change = after.posted() - before;
            return change == 0
                    ? Optional.empty()
                    : Optional.of(
                            new Posting(
                                    after.id(),
                                    accountId,
                                    Math.abs(change),
                                    bookedOn,
                                    currency,
                                    change > 0 ? after.direction() : after.direction().opposite(),
                                    naturalKey(after, cause),
                                    after.key().network()));
        }

        /** A message changes an authorization once, but for undoing what it did itself. */
        private static String naturalKey(Authorization after, MessageKey cause) {
            return switch (after.status()) {
                        case APPROVED, DECLINED -> "message:";
                        case VOIDED -> "undo:";
                    }
                    + cause.line()
                    + ":"
                    + cause.transmittedOn();
        }

        /** What it adds to the account's posted balance; negative on a debit. */
        long effectOnPosted() {
            return direction == Direction.CREDIT ? amount : -amount;
        }
    }

    /** Rows as {@link #INSERT} takes them: it writes two postings for each. */
    static Columns rows(List<Posting> postings) {
        Columns rows =
                new Columns("int8", "int8", "int8", "date", "int2", "text", "text", "text", "text");
        for (Posting posting : postings) {
            rows.add(
                    posting.authorizationId(),
                    posting.accountId(),
                    posting.amount(),
                    posting.bookedOn(),
                    posting.currency(),
                    posting.direction().word(),
                    posting.naturalKey(),
                    posting.network(),
                    "");
        }
        return rows;
    }
}
