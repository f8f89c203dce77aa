package io.kessai.clearing.report;

import io.kessai.clearing.post.FeeTotal;
import io.kessai.clearing.post.PostFees;
import io.kessai.clearing.report.FileFacts.Settled;
import io.kessai.clearing.report.FileFacts.Source;
import io.kessai.clearing.report.FileFacts.Unlike;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a file's records settle, as they say and as the ledger has it. */
final class SettledReader {
    private static final int UNLIKE_NAMED = 50;

    /** The records that settle. A record without a settlement amount settles as it is billed. */
    private static final String SENT =
            """
            with sent as (
                select r.file_id, r.number, r.settlement_on, r.direction,
                       case when r.settlement_currency <> 0 then r.settlement_currency
                            when r.billing_currency <> 0 then r.billing_currency
                            else r.transaction_currency end as currency,
                       case when r.settlement_currency <> 0 then r.settlement_amount
                            when r.billing_currency <> 0 then r.billing_amount
                            else r.transaction_amount end as amount
                from clearing_records r
                where r.file_id = ? and r.kind <> 'non_financial' and not r.is_collection_only)
            """;

    private static final String RECORDS =
            SENT
                    + """
                    select settlement_on, currency,
                           coalesce(sum(amount) filter (where direction = 'debit'), 0)::bigint,
                           coalesce(sum(amount) filter (where direction = 'credit'), 0)::bigint
                    from sent
                    where amount > 0
                    group by 1, 2
                    order by 1, 2\
                    """;

    /**
     * The settlement line stands against the record's: its credit is what we owe. Postings are
     * looked up transaction by transaction, by nothing but their key: there is an index of all
     * settlement lines too.
     */
    private static final String LEDGER =
            """
            select p.settlement_on, p.currency,
                   coalesce(sum(p.amount) filter (where p.direction = 'credit'), 0)::bigint,
                   coalesce(sum(p.amount) filter (where p.direction = 'debit'), 0)::bigint
            from clearing_outcomes o
            cross join lateral (
                select *
                from ledger_postings p
                where p.transaction_id = o.ledger_transaction_id
                offset 0
            ) p
            where o.file_id = ? and p.ledger_account = 'settlement'
            group by 1, 2
            order by 1, 2\
            """;

    private static final String LEDGER_FEES =
            """
            select p.settlement_on, p.currency,
                   coalesce(sum(p.amount) filter (where p.direction = 'credit'), 0)::bigint,
                   coalesce(sum(p.amount) filter (where p.direction = 'debit'), 0)::bigint
            from ledger_transactions t
            cross join lateral (
                select *
                from ledger_postings p
                where p.transaction_id = t.id
                offset 0
            ) p
            where t.natural_key = any (?) and p.ledger_account = 'settlement'
            group by 1, 2
            order by 1, 2\
            """;

    private static final String UNLIKE =
            SENT
                    + """
                    , compared as (
                        select s.number, s.settlement_on, s.currency, coalesce(o.outcome, '') as outcome,
                               case s.direction when 'debit' then s.amount else -s.amount end as sent,
                               coalesce(sum(case p.direction when 'credit' then p.amount
                                            else -p.amount end)
                                   filter (where p.currency = s.currency
                                               and p.settlement_on = s.settlement_on), 0)::bigint
                                   as booked,
                               count(*) filter (where p.currency <> s.currency
                                                  or p.settlement_on <> s.settlement_on) as elsewhere
                        from sent s
                        left join lateral (
                            select *
                            from clearing_outcomes o
                            where o.file_id = s.file_id and o.number = s.number
                            offset 0
                        ) o on true
                        left join lateral (
                            select *
                            from ledger_postings p
                            where p.transaction_id = o.ledger_transaction_id
                            offset 0
                        ) p on p.ledger_account = 'settlement'
                        group by s.number, s.settlement_on, s.currency, o.outcome, s.direction,
                                 s.amount)
                    select number, settlement_on, currency, outcome, sent, booked, count(*) over ()
                    from compared
                    where sent <> booked or elsewhere > 0
                    order by number
                    limit %d
                    """
                            .formatted(UNLIKE_NAMED);

    private final Query query;

    SettledReader(Connection connection) {
        this.query = new Query(connection);
    }

    /**
     * @param unlike the first of the records that are booked otherwise than sent
     * @param unlikeRecords how many there are
     */
    record Found(List<Settled> settled, List<Unlike> unlike, long unlikeRecords) {}

    private record Counted(Unlike unlike, long all) {}

    /** The records are compared one by one only where their sums differ from the ledger's. */
    Found read(long file, List<FeeTotal> fees) throws SQLException {
        List<Settled> records = query.list(RECORDS, row -> settled(Source.RECORDS, row), file);
        List<Settled> ledger = query.list(LEDGER, row -> settled(Source.LEDGER, row), file);
        String[] keys =
                fees.stream().map(fee -> PostFees.naturalKey(file, fee)).toArray(String[]::new);
        List<Settled> all = new ArrayList<>(records);
        all.addAll(ledger);
        all.addAll(query.list(LEDGER_FEES, row -> settled(Source.LEDGER_FEES, row), (Object) keys));
        if (sums(records).equals(sums(ledger))) {
            return new Found(all, List.of(), 0);
        }
        List<Counted> unlike =
                query.list(UNLIKE, row -> new Counted(unlike(row), row.getLong(7)), file);
        return new Found(
                all,
                unlike.stream().map(Counted::unlike).toList(),
                unlike.isEmpty() ? 0 : unlike.getFirst().all());
    }

    private static Map<String, List<Long>> sums(List<Settled> settled) {
        Function<Settled, String> key = sum -> sum.settlementOn() + " " + sum.currency();
        return settled.stream()
                .collect(
                        Collectors.toMap(
                                key, sum -> List.of(sum.debits(), sum.credits()), (a, _) -> a));
    }

    private static Settled settled(Source source, ResultSet row) throws SQLException {
        return new Settled(
                source,
                row.getObject(1, LocalDate.class),
                row.getInt(2),
                row.getLong(3),
                row.getLong(4));
    }

    private static Unlike unlike(ResultSet row) throws SQLException {
        return new Unlike(
                row.getInt(1),
                row.getObject(2, LocalDate.class),
                row.getInt(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6));
    }
}
