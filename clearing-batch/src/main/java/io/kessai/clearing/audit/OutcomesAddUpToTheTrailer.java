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
        return PostedFiles.WITH
                + """
        select
            'logical file ' || l.ordinal || ' of file ' || l.file_id,
            l.message_count || ' records, amounts ' || l.transaction_amount || ' and ' || l.billing_amount,
            coalesce(s.records, 0) || ' records, amounts ' || coalesce(s.transactions, 0) || ' and '
                || coalesce(s.billings, 0)
        from posted p
        join clearing_logical_files l on l.file_id = p.id
        left join (
            select
                r.file_id,
                r.logical_file,
                count(*) filter (where p.network <> 'visa' or r.type_code <> '90') as records,
                sum(r.transaction_digits) as transactions,
                coalesce(sum(r.billing_amount) filter (where p.network = 'visa'), 0) as billings
            from posted p
            join clearing_records r on r.file_id = p.id
            join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
            group by r.file_id, r.logical_file
        ) s on s.file_id = l.file_id and s.logical_file = l.ordinal
        where (l.message_count, l.transaction_amount, l.billing_amount)
            is distinct from (s.records, s.transactions, s.billings)
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
