package io.kessai.clearing.audit;

/**
 * Every record of an accepted file has exactly one outcome, and no outcome is without its record. A
 * file whose posting has not ended (its last step counts {@code fee_totals}) is in progress: that
 * is said, and nothing of it is broken.
 */
final class RecordHasOneOutcome implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A6;
    }

    @Override
    public String rule() {
        return "record-has-one-outcome";
    }

    @Override
    public String sql() {
        return PostedFiles.WITH
                + """
        select
            'record ' || r.number || ' of file ' || r.file_id,
            'one outcome',
            'none'
        from posted p
        join clearing_records r on r.file_id = p.id
        left join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
        where o.file_id is null
        union all
        select
            'record ' || o.number || ' of file ' || o.file_id,
            'one outcome',
            count(*) || ' outcomes'
        from clearing_outcomes o
        group by o.file_id, o.number
        having count(*) > 1
        union all
        select
            'outcome ' || o.outcome || ' of record ' || o.number || ' of file ' || o.file_id,
            'a record of an accepted file',
            'none'
        from clearing_outcomes o
        left join clearing_records r on r.file_id = o.file_id and r.number = o.number
        left join clearing_files f on f.id = o.file_id and f.status = 'accepted'
        where r.file_id is null
           or f.id is null
        order by 1
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from clearing_records
        """;
    }

    @Override
    public String unit() {
        return "clearing records";
    }

    @Override
    public String notesSql() {
        return PostedFiles.WITH
                + """
        select 'file ' || f.id || ' is in progress: '
            || (select count(*) from clearing_outcomes o where o.file_id = f.id) || ' of '
            || (select count(*) from clearing_records r where r.file_id = f.id)
            || ' records have their outcome'
        from clearing_files f
        where f.status = 'accepted'
          and f.id not in (select id from posted)
        order by f.id
        """;
    }
}
