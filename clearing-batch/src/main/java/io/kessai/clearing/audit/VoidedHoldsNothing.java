package io.kessai.clearing.audit;

/**
 * An approval that the server knows it did not deliver holds nothing, unless another message (an
 * advice) has since said what the hold is.
 */
final class VoidedHoldsNothing implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A4;
    }

    @Override
    public String rule() {
        return "voided-holds-nothing";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || a.id || ' of voided message ' || e.message_key,
                    '0 remaining',
                    a.remaining || ' remaining'
                from journal_events e
                join journal j
                    on j.message_key = e.message_key
                    and j.transmitted_on = e.transmitted_on
                join authorizations a
                    on a.id = j.authorization_id
                    and a.message_key = e.message_key
                    and a.transmitted_on = e.transmitted_on
                where e.kind = 'voided'
                  and a.remaining > 0
                  and not exists (
                      select
                      from hold_events h
                      where h.authorization_id = a.id
                        and h.message_key <> e.message_key
                        and h.term in ('authorized', 'incremented', 'raised', 'lowered')
                  )
                order by a.id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from journal_events where kind = 'voided'";
    }

    @Override
    public String unit() {
        return "voided messages";
    }
}
