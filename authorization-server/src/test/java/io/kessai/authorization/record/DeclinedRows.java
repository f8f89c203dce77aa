package io.kessai.authorization.record;

/** Declined purchases of 100 yen in numbers that messages would take too long to make. */
final class DeclinedRows {

    private DeclinedRows() {}

    /**
     * @param differing a query for {@code i}, which no other row of this kit has, {@code
     *     account_id}, {@code card_id}, {@code decided_at}, {@code network}, {@code stan}, {@code
     *     transmission}, {@code rrn}, {@code terminal}, {@code approval_code} and {@code
     *     network_transaction_id}
     */
    static void insert(RecordKit kit, String differing) {
        kit.column(
                """
                insert into authorizations (id, account_id, card_id, decided_at, amount,
                    authorized, expires_on, transmitted_on, policy_version, currency,
                    amount_currency, status, direction, message_key, network, message_class, stan,
                    transmission, acquirer, forwarder, rrn, terminal, approval_code,
                    network_transaction_id, processing_code, mcc, merchant)
                select 1000000000 + r.i, r.account_id, r.card_id, r.decided_at, 100, 0,
                       current_date, (r.decided_at at time zone 'UTC')::date, 1, 392, 392,
                       'declined', 'debit', 'declined|' || r.i, r.network, '10', r.stan,
                       r.transmission, '', '', r.rrn, r.terminal, r.approval_code,
                       r.network_transaction_id, '000000', '5411', 'M'
                from (%s) as r"""
                        .formatted(differing));
    }
}
