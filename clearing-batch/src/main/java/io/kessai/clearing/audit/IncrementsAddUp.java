package io.kessai.clearing.audit;

/** What was added to an authorization is the sum of its approved increments, each journaled. */
final class IncrementsAddUp implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "increments-add-up";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || a.id,
                    a.incremented || ' incremented',
                    coalesce(sum(i.billed) filter (where i.status <> 'declined'), 0)
                        || ' by approved increments, '
                        || (count(i.message_key) - count(j.message_key)) || ' not journaled'
                from authorizations a
                left join increments i on i.authorization_id = a.id
                left join journal j
                    on j.message_key = i.message_key
                    and j.transmitted_on = i.transmitted_on
                    and j.authorization_id = i.authorization_id
                group by a.id, a.incremented
                having a.incremented
                        <> coalesce(sum(i.billed) filter (where i.status <> 'declined'), 0)
                    or count(i.message_key) <> count(j.message_key)
                order by a.id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from increments";
    }

    @Override
    public String unit() {
        return "increments";
    }
}
