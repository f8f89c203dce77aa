package io.kessai.clearing.audit;

/**
 * Watchers were told of every authorization journaled since events are recorded, as far back as
 * they are kept: that it was approved or declined.
 */
final class EventsTellEveryAuthorization implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "events-tell-every-authorization";
    }

    @Override
    public String sql() {
        return """
                select 'authorization ' || a.id, 'an event approved or declined', 'none'
                from authorizations a
                join journal j on j.message_key = a.message_key and j.transmitted_on = a.transmitted_on
                where j.committed_at >= (select greatest(recorded_since, kept_since) from event_stream)
                  and not exists (
                      select from events e
                      where e.authorization_id = a.id
                        and e.kind in ('approved', 'declined'))
                order by a.id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from events where kind in ('approved', 'declined')";
    }

    @Override
    public String unit() {
        return "events";
    }
}
