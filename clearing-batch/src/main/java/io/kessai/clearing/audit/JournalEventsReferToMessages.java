package io.kessai.clearing.audit;

/** A later fact about an answer is about an answer that is in the journal. */
final class JournalEventsReferToMessages implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A3;
    }

    @Override
    public String rule() {
        return "journal-events-refer-to-messages";
    }

    @Override
    public String sql() {
        return """
                select
                    'journal event ' || e.id || ' (' || e.kind || ' ' || e.reason || ')',
                    'journal row of message ' || e.message_key || ' of ' || e.transmitted_on,
                    'none'
                from journal_events e
                left join journal j
                    on j.message_key = e.message_key
                    and j.transmitted_on = e.transmitted_on
                where j.message_key is null
                order by e.id
                """;
    }

    @Override
    public String examinedSql() {
        return "select count(*) from journal_events";
    }

    @Override
    public String unit() {
        return "journal events";
    }
}
