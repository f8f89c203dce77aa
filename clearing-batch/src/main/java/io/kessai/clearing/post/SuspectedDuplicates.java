package io.kessai.clearing.post;

import static io.kessai.clearing.books.Columns.Type.INT4;
import static io.kessai.clearing.books.Columns.Type.INT8;

import io.kessai.clearing.books.Columns;
import io.kessai.clearing.books.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * Points people at purchases of a file that look like another one of it under another reference:
 * same card, merchant, amount and day. Both stay booked. Two that were each authorized are no
 * suspects, nor are the parts of one that comes in several clearings. And at purchases that were
 * booked before the single message came that posted them too. Immutable.
 */
public final class SuspectedDuplicates {

    /**
     * What is alike at all comes first, from one table: of a night's purchases that is next to
     * none.
     */
    private static final String INSERT =
            """
            with alike as materialized (
                select unnest(array_agg(r.number)) as number
                from clearing_records r
                where r.file_id = ?
                  and r.kind = 'presentment'
                  and r.merchant <> ''
                  and r.sequence_count = 0
                  and r.is_final
                group by r.pan_token, r.transaction_amount, r.transacted_at::date
                having count(*) > 1
            )
            insert into clearing_exceptions (
                file_id, business_date, number, account_id, amount, currency, kind, detail)
            select s.file_id, f.business_date, s.number, s.account_id, s.transaction_amount,
                   s.transaction_currency, 'suspected_duplicate',
                   'same card, merchant, amount and day as record ' || s.first_number
            from (
                select r.file_id, r.number, r.arn, m.account_id, m.authorization_id,
                       r.transaction_amount, r.transaction_currency,
                       first_value(r.number) over alike_in_full as first_number,
                       first_value(r.arn) over alike_in_full as first_arn,
                       first_value(m.authorization_id) over alike_in_full as first_authorization
                from clearing_records r
                cross join lateral (
                    select *
                    from clearing_matches m
                    where m.file_id = r.file_id
                      and m.number = r.number
                    offset 0
                ) m
                where r.file_id = ?
                  and r.number = any (array(select a.number from alike a))
                  and (select o.outcome
                       from clearing_outcomes o
                       where o.file_id = r.file_id
                         and o.number = r.number)
                      in ('matched', 'matched_with_difference', 'force_posted', 'credit_posted')
                window alike_in_full as (
                    partition by r.pan_token, r.merchant, r.transaction_amount,
                                 r.transaction_currency, r.transacted_at::date, r.direction
                    order by r.number)
            ) s
            join clearing_files f on f.id = s.file_id
            where s.number <> s.first_number
              and s.arn <> s.first_arn
              and (s.authorization_id = s.first_authorization
                   or s.authorization_id is null
                   or s.first_authorization is null)
            on conflict do nothing\
            """;

    private static final String INSERT_LATE =
            """
            insert into clearing_exceptions (
                file_id, business_date, number, account_id, amount, currency, kind, detail)
            select r.file_id, ?, r.number, a.account_id, r.transaction_amount,
                   r.transaction_currency, 'suspected_duplicate',
                   'a single message that came later has posted it too'
            from unnest(?::bigint[], ?::int[], ?::bigint[]) as n (file_id, number, id)
            join authorizations a on a.id = n.id
            join clearing_records r on r.file_id = n.file_id and r.number = n.number
            on conflict do nothing\
            """;

    private final ConnectionSource connections;

    public SuspectedDuplicates(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * Raises the exceptions of a file whose records are posted, in one statement.
     *
     * @return how many are new
     */
    public long run(long fileId) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, fileId);
            statement.setLong(2, fileId);
            return statement.executeUpdate();
        }
    }

    /**
     * Raises the exceptions of forced posts whose single message came later, in one statement.
     *
     * @param businessDate of the exceptions
     * @return how many are new
     */
    public long late(List<LateLink> posted, LocalDate businessDate) throws SQLException {
        Columns rows = new Columns(INT8, INT4, INT8);
        posted.forEach(found -> rows.add(found.fileId(), found.number(), found.authorizationId()));
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(INSERT_LATE)) {
            statement.setObject(1, businessDate);
            rows.bind(statement, 2);
            return statement.executeUpdate();
        }
    }
}
