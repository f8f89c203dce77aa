package io.kessai.clearing.audit;

/** An authorization holds money of the account its card belongs to, in that account's currency. */
final class HoldIsOnItsCardsAccount implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "hold-is-on-its-cards-account";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || a.id,
                    'account ' || coalesce(c.account_id::text, 'unknown') || ', currency '
                        || coalesce(o.currency::text, 'unknown'),
                    'account ' || a.account_id || ', currency ' || a.currency
                from authorizations a
                left join cards c on c.id = a.card_id
                left join accounts o on o.id = c.account_id
                where a.account_id is distinct from c.account_id
                   or a.currency is distinct from o.currency
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
