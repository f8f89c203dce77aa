package io.kessai.clearing.audit;

/** What a card or account has used of each window is the sum of what counts in it. */
final class UsageAddsUp implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "usage-adds-up";
    }

    @Override
    public String sql() {
        return """
                select
                    u.scope || ' ' || u.subject_id,
                    'on ' || u.counted_on || ': ' || s.day_amount || ' of the day, '
                        || s.month_amount || ' of the month, ' || s.lifetime_amount || ' in '
                        || s.lifetime_count || ' ever',
                    u.day_amount || ', ' || u.month_amount || ', ' || u.lifetime_amount || ' in '
                        || u.lifetime_count
                from usage u
                cross join lateral usage_of(u.scope, u.subject_id, u.counted_on, u.zone) s
                where to_jsonb(s)
                        <> to_jsonb(u) - '{scope,subject_id,counted_on,zone}'::text[]
                order by u.scope, u.subject_id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from usage";
    }

    @Override
    public String unit() {
        return "subjects";
    }
}
