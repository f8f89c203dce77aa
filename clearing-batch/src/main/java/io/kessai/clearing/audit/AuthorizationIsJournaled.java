package io.kessai.clearing.audit;

/**
 * Every authorization, declined ones too, has the journal row of the message that made it, and that
 * row speaks of the same authorization, account and card.
 */
final class AuthorizationIsJournaled implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "authorization-is-journaled";
    }

    @Override
    public String sql() {
        return """
                select
                    'authorization ' || a.id || ' of message ' || a.message_key || ' of ' || a.transmitted_on,
                    'a journal row of account ' || a.account_id || ', card ' || a.card_id,
                    case
                        when j.message_key is null then 'none'
                        else concat_ws(', ', 'authorization ' || j.authorization_id, 'account ' || j.account_id,
                            'card ' || j.card_id)
                    end
                from authorizations a
                left join journal j
                    on j.message_key = a.message_key
                    and j.transmitted_on = a.transmitted_on
                where j.message_key is null
                   or j.authorization_id <> a.id
                   or j.account_id <> a.account_id
                   or j.card_id <> a.card_id
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
