package io.kessai.clearing.audit;

/**
 * Every outcome that moves money names the ledger transaction with its natural key, every such
 * transaction is named by its outcome. Collection-only and non-financial records move none, nor
 * does a record without an amount in a currency.
 */
final class OutcomesAreBooked implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A6;
    }

    @Override
    public String rule() {
        return "outcomes-are-booked";
    }

    @Override
    public String sql() {
        return """
        select
            'record ' || o.number || ' of file ' || o.file_id || ' (' || o.outcome || ')',
            case
                when o.outcome in ('collection_only', 'non_financial') then 'no ledger transaction'
                else 'ledger transaction clearing:' || o.file_id || ':' || o.number end,
            coalesce(t.kind || ' ' || t.natural_key, 'none')
        from clearing_outcomes o
        join clearing_records r on r.file_id = o.file_id and r.number = o.number
        left join ledger_transactions t on t.id = o.ledger_transaction_id
        where (o.ledger_transaction_id is not null
               and (t.id is null
                    or t.kind <> 'clearing'
                    or t.natural_key <> 'clearing:' || o.file_id || ':' || o.number
                    or o.outcome in ('collection_only', 'non_financial')))
           or (o.ledger_transaction_id is null
               and o.outcome not in ('collection_only', 'non_financial')
               and r.problem = ''
               and (r.settlement_amount > 0 and r.settlement_currency <> 0
                    or r.billing_amount > 0 and r.billing_currency <> 0))
        union all
        select
            'ledger transaction ' || t.id || ' (' || t.natural_key || ')',
            'an outcome',
            'none'
        from ledger_transactions t
        left join clearing_outcomes o on o.ledger_transaction_id = t.id
        where t.kind = 'clearing'
          and o.file_id is null
        order by 1
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from clearing_outcomes
        """;
    }

    @Override
    public String unit() {
        return "outcomes";
    }
}
