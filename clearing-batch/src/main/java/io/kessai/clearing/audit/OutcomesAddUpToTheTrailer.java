package io.kessai.clearing.audit;

/**
 * The records with an outcome add up to what the trailer of their logical file says, as the network
 * counts: of Visa all but the file header, source and destination amounts; of Mastercard all
 * messages and DE 4, on the digits as sent. Files in progress are left out.
 */
final class OutcomesAddUpToTheTrailer implements RowCheck {
    @Override
    public Invariant invariant() {
        return Invariant.A6;
    }

    @Override
    public String rule() {
        return "outcomes-add-up-to-the-trailer";
    }

    @Override
    public String sql() {
        return """
        with posted as (
            select f.id, f.network
            from clearing_files f
            where f.status = 'accepted'
              and (not exists (
                       select
                       from clearing_records r
                       left join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
                       where r.file_id = f.id
                         and o.file_id is null)
                   or exists (
                       select
                       from clearing_steps s
                       where s.file_id = f.id
                         and s.step = 'post'
                         and s.status = 'done'
                         and s.counters -> 'fee_totals' is not null))
        )
        select
            'logical file ' || l.ordinal || ' of file ' || l.file_id,
            l.message_count || ' records, amounts ' || l.transaction_amount || ' and ' || l.billing_amount,
            s.records || ' records, amounts ' || s.transactions || ' and ' || s.billings
        from posted p
        join clearing_logical_files l on l.file_id = p.id
        cross join lateral (
            select
                count(*) filter (where p.network <> 'visa' or r.type_code <> '90') as records,
                coalesce(sum(r.transaction_digits), 0) as transactions,
                case p.network when 'visa' then coalesce(sum(r.billing_amount), 0) else 0 end as billings
            from clearing_records r
            join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
            where r.file_id = l.file_id
              and r.logical_file = l.ordinal
        ) s
        where s.records <> l.message_count
           or s.transactions <> l.transaction_amount
           or s.billings <> l.billing_amount
        order by l.file_id, l.ordinal
        """;
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from clearing_logical_files
        """;
    }

    @Override
    public String unit() {
        return "logical files";
    }
}
