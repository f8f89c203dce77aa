package io.kessai.clearing.audit;

/**
 * What one transaction moved, its events tell, and nothing else: on each hold or single message,
 * and on each account's posted balance by single messages and clearing. Rows of one transaction
 * carry the time of its start. What opened a hold is looked for when it was first told.
 */
final class EventsTellEveryMovement implements RowCheck {
    /** Everything since events are recorded, as far back as they are kept. */
    private static final String MOVED =
            """
            with since as (
                select greatest(recorded_since, kept_since) as moment from event_stream
            ),
            moved (subject, moment, amount) as (
                select 'authorization ' || h.authorization_id, h.recorded_at,
                    case when h.term in ('incremented', 'raised') then h.amount else -h.amount end
                from hold_events h
                where h.recorded_at >= (select moment from since) and h.term <> 'authorized'
                union all
                select 'authorization ' || a.id, min(o.recorded_at), a.authorized
                from events o
                join authorizations a on a.id = o.authorization_id
                    and a.message_key = o.message_key
                where o.recorded_at >= (select moment from since)
                  and o.kind in ('approved', 'declined')
                group by a.id
                union all
                select 'authorization ' || t.authorization_id, t.created_at,
                    case p.direction when a.direction then p.amount else -p.amount end
                from ledger_transactions t
                join ledger_postings p on p.transaction_id = t.id and p.account_id is not null
                join authorizations a on a.id = t.authorization_id
                where t.created_at >= (select moment from since)
                union all
                select 'account ' || p.account_id, t.created_at,
                    case p.direction when 'credit' then p.amount else -p.amount end
                from ledger_transactions t
                join ledger_postings p on p.transaction_id = t.id and p.account_id is not null
                where t.kind in ('single_message', 'clearing')
                  and t.created_at >= (select moment from since)
            ),
            """;

    private static final String SIGNED_AMOUNT =
            """
            case
                when e.kind in ('approved', 'incremented', 'raised') then e.amount
                when e.kind = 'declined' then 0
                else -e.amount
            end""";

    @Override
    public Invariant invariant() {
        return Invariant.A5;
    }

    @Override
    public String rule() {
        return "events-tell-every-movement";
    }

    @Override
    public String sql() {
        return MOVED
                + """
                told (subject, moment, amount) as (
                    select 'authorization ' || e.authorization_id, e.recorded_at,
                """
                + SIGNED_AMOUNT
                + """

                    from events e
                    where e.authorization_id is not null
                      and e.recorded_at >= (select moment from since)
                    union all
                    select 'account ' || e.account_id, e.recorded_at, e.booked
                    from events e
                    where e.recorded_at >= (select moment from since)
                )
                select subject, sum(moved) || ' moved in one transaction', sum(told) || ' told'
                from (
                    select subject, moment, amount as moved, 0 as told from moved
                    union all
                    select subject, moment, 0, amount from told
                ) b
                group by subject, moment
                having sum(moved) <> sum(told)
                order by subject, moment
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from events";
    }

    @Override
    public String unit() {
        return "events";
    }
}
