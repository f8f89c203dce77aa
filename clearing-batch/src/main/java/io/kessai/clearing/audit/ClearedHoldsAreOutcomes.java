package io.kessai.clearing.audit;

/**
 * What clearing took off a hold is what the outcome of the record says it took, and what a late
 * link gave back is what the link says: no more and no less, of the same authorization.
 */
final class ClearedHoldsAreOutcomes implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A6;
    }

    @Override
    public String rule() {
        return "cleared-holds-are-outcomes";
    }

    @Override
    public String sql() {
        return """
        select
            coalesce(b.key, e.message_key) || ' ' || coalesce(b.term, e.term) || ' of authorization '
                || coalesce(b.authorization_id, e.authorization_id),
            coalesce(b.amount, 0)::text,
            coalesce(e.amount, 0)::text
        from (
            select 'clearing:' || o.file_id || ':' || o.number as key, v.term,
                   coalesce(m.authorization_id, 0) as authorization_id, v.amount
            from clearing_outcomes o
            left join clearing_matches m on m.file_id = o.file_id and m.number = o.number
            cross join lateral (values ('cleared', o.cleared), ('released', o.released))
                as v (term, amount)
            where v.amount > 0
            union all
            select 'late:' || l.file_id || ':' || l.number, 'released', l.authorization_id, l.released
            from clearing_late_links l
            where l.released > 0
        ) b
        full join (
            select authorization_id, message_key, term, amount
            from hold_events
            where message_key ~ '^(clearing|late):'
        ) e
            on e.message_key = b.key
            and e.term = b.term
            and e.authorization_id = b.authorization_id
        where coalesce(b.amount, 0) <> coalesce(e.amount, 0)
        order by 1
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from hold_events
        where message_key ~ '^(clearing|late):'
        """;
    }

    @Override
    public String unit() {
        return "hold events of clearing";
    }
}
