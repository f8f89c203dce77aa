package io.kessai.clearing.audit;

/**
 * An account's {@code held} is the sum of what remains of its authorizations, and never negative.
 */
final class HeldIsWhatRemains implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A1;
    }

    @Override
    public String rule() {
        return "held-is-what-remains";
    }

    @Override
    public String sql() {
        return """
                select
                    'account ' || a.id,
                    'held ' || coalesce(h.remaining, 0),
                    'held ' || a.held
                from accounts a
                left join (
                    select account_id, sum(remaining) as remaining
                    from authorizations
                    group by account_id
                ) h on h.account_id = a.id
                where a.held <> coalesce(h.remaining, 0)
                   or a.held < 0
                order by a.id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from accounts";
    }

    @Override
    public String unit() {
        return "accounts";
    }
}
