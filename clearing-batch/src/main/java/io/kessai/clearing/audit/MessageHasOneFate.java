package io.kessai.clearing.audit;

/** The approval of a message was given to a repeat or was undone, never both, and once. */
final class MessageHasOneFate implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "message-has-one-fate";
    }

    @Override
    public String sql() {
        return """
                select
                    'message ' || message_key || ' of ' || transmitted_on,
                    'one of delivered, voided',
                    string_agg(kind, ', ' order by id)
                from journal_events
                where kind in ('delivered', 'voided')
                group by message_key, transmitted_on
                having count(*) > 1
                order by message_key, transmitted_on
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from journal_events where kind in ('delivered', 'voided')";
    }

    @Override
    public String unit() {
        return "fates";
    }
}
