package io.kessai.clearing.audit;

/** What an authorization says its single messages have posted is what the ledger has under it. */
final class SingleMessagesArePosted implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A2;
    }

    @Override
    public String rule() {
        return "single-messages-are-posted";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || coalesce(a.id, l.authorization_id),
                    coalesce(l.posted, 0) || ' in the ledger',
                    coalesce(a.posted, 0) || ' posted'
                from authorizations a
                full join (
                    select t.authorization_id,
                           sum(case p.direction when o.direction then p.amount else -p.amount end)
                               as posted
                    from ledger_transactions t
                    join ledger_postings p
                        on p.transaction_id = t.id
                        and p.ledger_account = 'cardholder'
                    left join authorizations o on o.id = t.authorization_id
                    where t.kind = 'single_message'
                    group by t.authorization_id
                ) l on l.authorization_id = a.id
                where coalesce(a.posted, 0) <> coalesce(l.posted, 0)
                order by coalesce(a.id, l.authorization_id)
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from authorizations where message_class in ('20', '22')";
    }

    @Override
    public String unit() {
        return "single messages";
    }
}
