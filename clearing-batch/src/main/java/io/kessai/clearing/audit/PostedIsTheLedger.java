package io.kessai.clearing.audit;

/**
 * An account's {@code posted} is the credits less the debits of its postings, all in the account's
 * currency.
 */
final class PostedIsTheLedger implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A2;
    }

    @Override
    public String rule() {
        return "posted-is-the-ledger";
    }

    @Override
    public String sql() {
        return """
                select
                    'account ' || a.id,
                    'posted ' || coalesce(l.balance, 0) || ', all in currency ' || a.currency,
                    'posted ' || a.posted || ', ' || coalesce(l.foreign_postings, 0) || ' in another currency'
                from accounts a
                left join (
                    select
                        p.account_id,
                        sum(case p.direction when 'credit' then p.amount else -p.amount end) as balance,
                        count(*) filter (where p.currency <> o.currency) as foreign_postings
                    from ledger_postings p
                    join accounts o on o.id = p.account_id
                    where p.ledger_account = 'cardholder'
                    group by p.account_id
                ) l on l.account_id = a.id
                where a.posted <> coalesce(l.balance, 0)
                   or l.foreign_postings > 0
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
