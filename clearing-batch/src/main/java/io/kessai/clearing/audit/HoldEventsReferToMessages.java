package io.kessai.clearing.audit;

/** What moved a hold was a message in the journal; expiry and clearing move it without one. */
final class HoldEventsReferToMessages implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "hold-events-refer-to-messages";
    }

    @Override
    public String sql() {
        return """
        select
            'hold event ' || e.term || ' of authorization ' || e.authorization_id,
            'journal row of message ' || e.message_key || ' of ' || e.transmitted_on,
            'none'
        from hold_events e
        left join journal j
            on j.message_key = e.message_key
            and j.transmitted_on = e.transmitted_on
        where e.term not in ('cleared', 'expired')
          and e.message_key !~ '^(clearing|late|expiry):'
          and j.message_key is null
        order by e.authorization_id, e.message_key, e.term
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from hold_events
        where term not in ('cleared', 'expired')
          and message_key !~ '^(clearing|late|expiry):'
        """;
    }

    @Override
    public String unit() {
        return "hold events of messages";
    }
}
