package io.kessai.clearing.audit;

/**
 * Money that a person moved was approved by another, once for an exception, and is in the ledger
 * under the resolution's key; no resolution is in the ledger without that.
 */
final class CorrectionsAreApproved implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A2;
    }

    @Override
    public String rule() {
        return "corrections-are-approved";
    }

    @Override
    public String sql() {
        return """
        select
            coalesce('resolution ' || r.id, 'ledger transaction ' || t.id || ' (' || t.natural_key || ')'),
            'approved by a second person and booked as resolution:' || coalesce(r.id::text, '?'),
            coalesce(c.maker || ' and ' || c.checker, 'no approval') || ', '
                || coalesce(t.natural_key, 'not booked')
        from (
            select *
            from clearing_checks
            where verdict = 'approved'
        ) c
        join clearing_resolutions r on r.id = c.resolution_id
        full join (
            select *
            from ledger_transactions
            where kind = 'resolution'
        ) t on t.id = c.ledger_transaction_id
        where r.id is null
           or t.id is null
           or t.natural_key <> 'resolution:' || r.id
           or c.checker = c.maker
           or not r.moves_money
        union all
        select
            'exception ' || r.exception_id,
            'one resolution in force',
            count(*) || ' in force'
        from clearing_resolutions r
        left join clearing_checks c on c.resolution_id = r.id
        where not r.moves_money
           or c.verdict = 'approved'
        group by r.exception_id
        having count(*) > 1
        order by 1
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from clearing_resolutions
        """;
    }

    @Override
    public String unit() {
        return "resolutions";
    }
}
