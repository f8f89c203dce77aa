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
        select k.key, 'one row', k.rows || ' rows'
        from (
            select 'record ' || file_id || ':' || number as key, count(*) as rows
            from clearing_records
            group by file_id, number
            having count(*) > 1
            union all
            select 'match ' || file_id || ':' || number, count(*)
            from clearing_matches
            group by file_id, number
            having count(*) > 1
            union all
            select 'outcome ' || file_id || ':' || number, count(*)
            from clearing_outcomes
            group by file_id, number
            having count(*) > 1
            union all
            select 'exception ' || file_id || ':' || number || ':' || kind, count(*)
            from clearing_exceptions
            group by file_id, number, kind
            having count(*) > 1
            union all
            select 'late link ' || file_id || ':' || number, count(*)
            from clearing_late_links
            group by file_id, number
            having count(*) > 1
            union all
            select 'logical file ' || file_key, count(*)
            from clearing_logical_files
            where file_key <> ''
            group by file_key
            having count(*) > 1
            union all
            select 'network total ' || file_id || ':' || number || ':' || line, count(*)
            from clearing_network_totals
            group by file_id, number, line
            having count(*) > 1
            union all
            select 'hold event ' || authorization_id || ' ' || message_key || ' ' || term, count(*)
            from hold_events
            where message_key ~ '^(clearing|late|expiry):'
            group by authorization_id, message_key, term
            having count(*) > 1
            union all
            select 'ledger transaction ' || natural_key, count(*)
            from ledger_transactions
            group by natural_key
            having count(*) > 1
        ) k
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
