package io.kessai.clearing.audit;

/**
 * A message has one journal row, across partitions too.
 *
 * <p>The key names DE7, so the same key under another date is the same message read into another
 * year. Keys are kept ten days: two rows within that time are one message decided twice.
 */
final class MessageRecordedOnce implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "message-recorded-once";
    }

    @Override
    public String sql() {
        return """
                select
                    'message ' || r.message_key || ' of ' || r.transmitted_on,
                    'one journal row within ten days',
                    'another of ' || r.other_date || ' received ' || r.other_received
                from (
                    select
                        j.message_key,
                        j.transmitted_on,
                        j.received_at,
                        lag(j.transmitted_on) over earlier as other_date,
                        lag(j.received_at) over earlier as other_received
                    from journal j
                    join (
                        select message_key
                        from journal
                        group by message_key
                        having count(*) > 1
                    ) twice on twice.message_key = j.message_key
                    window earlier as (partition by j.message_key order by j.received_at, j.transmitted_on)
                ) r
                where r.received_at - r.other_received < interval '10 days'
                order by r.message_key, r.transmitted_on
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from journal";
    }

    @Override
    public String unit() {
        return "journal rows";
    }
}
