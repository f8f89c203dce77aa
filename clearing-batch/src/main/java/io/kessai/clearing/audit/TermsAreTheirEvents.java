package io.kessai.clearing.audit;

/**
 * Each of the eight terms of a hold is the sum of its events and not negative; no event is without
 * its authorization. The opening is no row of its own: that the term authorized is what was told is
 * for {@link EventsTellEveryMovement} to see, as long as events are kept.
 */
final class TermsAreTheirEvents implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "terms-are-their-events";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || coalesce(t.authorization_id, e.authorization_id) || ' '
                        || coalesce(t.term, e.term),
                    coalesce(e.amount, 0)::text,
                    coalesce(t.amount, 0)::text
                from (
                    select a.id as authorization_id, v.term, v.amount
                    from authorizations a
                    cross join lateral (values
                        ('authorized', a.authorized), ('incremented', a.incremented), ('raised', a.raised),
                        ('lowered', a.lowered), ('reversed', a.reversed), ('cleared', a.cleared),
                        ('released', a.released), ('expired', a.expired)
                    ) as v (term, amount)
                    where v.amount <> 0
                ) t
                full join (
                    select authorization_id, term, sum(amount) as amount
                    from hold_history
                    group by authorization_id, term
                ) e on e.authorization_id = t.authorization_id and e.term = t.term
                where coalesce(t.amount, 0) <> coalesce(e.amount, 0)
                   or coalesce(t.amount, 0) < 0
                order by coalesce(t.authorization_id, e.authorization_id), coalesce(t.term, e.term)
                """;
    }

    @Override
    public String examinedSql() {
        return "select 8 * count(*) from authorizations";
    }

    @Override
    public String unit() {
        return "terms of holds";
    }
}
