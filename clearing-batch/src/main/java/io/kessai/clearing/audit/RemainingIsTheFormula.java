package io.kessai.clearing.audit;

/**
 * What remains of a hold follows from its terms, is not negative, and is nothing unless approved.
 */
final class RemainingIsTheFormula implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "remaining-is-the-formula";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || a.id || ' (' || a.status || ')',
                    case
                        when a.status = 'approved' then greatest(f.remaining, 0) || ' remaining'
                        else '0 remaining'
                    end,
                    a.remaining || ' remaining, terms give ' || f.remaining
                from authorizations a
                cross join lateral (
                    select a.authorized + a.incremented + a.raised - a.lowered - a.reversed - a.cleared - a.released
                        - a.expired as remaining
                ) f
                where a.remaining is distinct from f.remaining
                   or f.remaining < 0
                   or (a.status <> 'approved' and f.remaining <> 0)
                order by a.id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from authorizations";
    }

    @Override
    public String unit() {
        return "authorizations";
    }
}
