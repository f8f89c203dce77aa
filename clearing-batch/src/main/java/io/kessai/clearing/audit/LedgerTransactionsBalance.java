package io.kessai.clearing.audit;

/**
 * The postings of a ledger transaction sum to zero in every currency; one without postings is no
 * transaction.
 */
final class LedgerTransactionsBalance implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A2;
    }

    @Override
    public String rule() {
        return "ledger-transactions-balance";
    }

    @Override
    public String sql() {
        return """
                select
                    'ledger transaction ' || t.id || ' (' || t.natural_key || ')',
                    'postings that sum to 0 per currency',
                    case
                        when p.currency is null then 'no postings'
                        else 'currency ' || p.currency || ' sums to ' || p.balance
                    end
                from ledger_transactions t
                left join (
                    select
                        transaction_id,
                        currency,
                        sum(case direction when 'credit' then amount else -amount end) as balance
                    from ledger_postings
                    group by transaction_id, currency
                ) p on p.transaction_id = t.id
                where p.currency is null
                   or p.balance <> 0
                order by t.id, p.currency
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from ledger_transactions";
    }

    @Override
    public String unit() {
        return "ledger transactions";
    }
}
