package io.kessai.clearing.audit;

/**
 * No two rows of what a step writes share a natural key, whatever constraints the database has:
 * records, matches, outcomes, exceptions, late links, logical files, hold events of clearing and
 * expiry, ledger transactions with fees and corrections.
 */
final class NaturalKeysAreUnique implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A7;
    }

    @Override
    public String rule() {
        return "natural-keys-are-unique";
    }

    @Override
    public String sql() {
        return """
        select k.what || ' ' || k.key, 'one row', count(*) || ' rows'
        from (
            select 'record' as what, file_id || ':' || number as key
            from clearing_records
            union all
            select 'match', file_id || ':' || number
            from clearing_matches
            union all
            select 'outcome', file_id || ':' || number
            from clearing_outcomes
            union all
            select 'exception', file_id || ':' || number || ':' || kind
            from clearing_exceptions
            union all
            select 'late link', file_id || ':' || number
            from clearing_late_links
            union all
            select 'logical file', file_key
            from clearing_logical_files
            where file_key <> ''
            union all
            select 'network total', file_id || ':' || number || ':' || line
            from clearing_network_totals
            union all
            select 'hold event', authorization_id || ' ' || message_key || ' ' || term
            from hold_events
            where message_key ~ '^(clearing|late|expiry):'
            union all
            select 'ledger transaction', natural_key
            from ledger_transactions
        ) k
        group by k.what, k.key
        having count(*) > 1
        order by 1
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select (select count(*) from clearing_records) + (select count(*) from clearing_matches)
             + (select count(*) from clearing_outcomes) + (select count(*) from clearing_exceptions)
             + (select count(*) from clearing_late_links) + (select count(*) from hold_events)
             + (select count(*) from ledger_transactions)
        """;
    }

    @Override
    public String unit() {
        return "rows with natural keys";
    }
}
