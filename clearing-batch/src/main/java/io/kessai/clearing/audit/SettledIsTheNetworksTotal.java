package io.kessai.clearing.audit;

/**
 * What the records of a file booked to settlement, by settlement date and currency, is what the
 * network says it settled: PDS 0390 (debits), 0391 (credits) and 0394 (their net) of 1644/685 and
 * 688, the net of TC 46; details of one scope are summed. Fees (0395, 0396) are booked once a file
 * and not compared. Files without totals and files in progress are left out.
 */
final class SettledIsTheNetworksTotal implements RowCheck {
    /** What each network said, and what each file booked. */
    private static final String SIDES =
            """
            , said as (
                select t.file_id, t.scope, t.settlement_on, t.currency,
                       case t.direction
                           when 'debit' then 'debits'
                           when 'credit' then 'credits'
                           else 'net' end as what,
                       sum(case t.direction when 'net_debit' then -t.amount else t.amount end) as amount
                from clearing_network_totals t
                join posted p on p.id = t.file_id
                where t.scope like '%/0390' or t.scope like '%/0391' or t.scope like '%/0394'
                   or t.scope like 'TC46/%'
                group by 1, 2, 3, 4, 5
            ),
            booked as (
                select o.file_id, g.settlement_on, g.currency,
                       coalesce(sum(g.amount) filter (where g.direction = 'credit'), 0) as debits,
                       coalesce(sum(g.amount) filter (where g.direction = 'debit'), 0) as credits
                from posted p
                join clearing_outcomes o on o.file_id = p.id
                join ledger_postings g
                    on g.transaction_id = o.ledger_transaction_id
                    and g.ledger_account = 'settlement'
                group by 1, 2, 3
            )
            """;

    /** Totals that differ from what was booked. */
    private static final String OTHER_AMOUNT =
            """
            select
                'file ' || s.file_id || ' ' || s.scope || ' of ' || s.settlement_on || ' in currency '
                    || s.currency,
                s.what || ' ' || s.amount,
                s.what || ' ' || f.amount
            from said s
            left join booked b
                on b.file_id = s.file_id
                and b.settlement_on = s.settlement_on
                and b.currency = s.currency
            cross join lateral (
                select coalesce(
                    case s.what
                        when 'debits' then b.debits
                        when 'credits' then b.credits
                        else b.credits - b.debits end, 0) as amount
            ) f
            where f.amount <> s.amount
            """;

    /** What was booked where the network told totals, but none of these. */
    private static final String WITHOUT_TOTAL =
            """
            select
                'file ' || b.file_id || ' of ' || b.settlement_on || ' in currency ' || b.currency,
                'a total of the network',
                'debits ' || b.debits || ', credits ' || b.credits || ' and none'
            from booked b
            where exists (select from said s where s.file_id = b.file_id)
              and not exists (
                  select
                  from said s
                  where s.file_id = b.file_id
                    and s.settlement_on = b.settlement_on
                    and s.currency = b.currency)
            """;

    @Override
    public Invariant invariant() {
        return Invariant.A6;
    }

    @Override
    public String rule() {
        return "settled-is-the-networks-total";
    }

    @Override
    public String sql() {
        return PostedFiles.WITH
                + SIDES
                + OTHER_AMOUNT
                + "union all\n"
                + WITHOUT_TOTAL
                + "order by 1, 2";
    }

    @Override
    public String examinedSql() {
        return """
        select count(*)
        from clearing_network_totals
        """;
    }

    @Override
    public String unit() {
        return "totals of networks";
    }
}
