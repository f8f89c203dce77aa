package io.kessai.clearing.audit;

/** The authorization that a journal row names is there, on the same account. */
final class JournalNamesAuthorization implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "journal-names-authorization";
    }

    @Override
    public String sql() {
        return """
                select
                    'message ' || j.message_key || ' of ' || j.transmitted_on,
                    concat_ws(' of account ', 'authorization ' || j.authorization_id, j.account_id),
                    case
                        when a.id is null then 'none'
                        else 'authorization ' || a.id || ' of account ' || a.account_id
                    end
                from journal j
                left join authorizations a on a.id = j.authorization_id
                where j.authorization_id is not null
                  and (a.id is null or a.account_id <> j.account_id)
                order by j.message_key, j.transmitted_on
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(authorization_id) from journal";
    }

    @Override
    public String unit() {
        return "journal rows that name one";
    }
}
