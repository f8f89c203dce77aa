package io.kessai.clearing.report;

import io.kessai.clearing.report.AdviceFacts.Advice;
import io.kessai.clearing.report.AdviceFacts.Total;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Reads what advices reported; the caller's transaction is the snapshot. */
final class AdviceFactsReader {

    private static final String TOTALS =
            """
            select split_part(d.message_key, '|', 1), j.currency,
                   count(*) filter (where d.reported = 'approved'),
                   count(*) filter (where d.reported = 'declined'),
                   coalesce(sum(j.amount) filter (where d.reported = 'approved'), 0)::bigint,
                   count(*) filter (where d.taken > 0 and d.available < 0),
                   coalesce(sum(j.amount) filter (where d.taken > 0 and d.available < 0), 0)::bigint,
                   count(*) filter (where exists (
                       select from journal_events e
                       where e.message_key = d.message_key
                         and e.transmitted_on = d.transmitted_on and e.kind = 'exception'))
            from advices d
            join journal j on j.message_key = d.message_key and j.transmitted_on = d.transmitted_on
            where d.business_date between ? and ?
            group by 1, 2
            order by 1, 2\
            """;

    private static final String ADVICES =
            """
            select d.business_date, j.received_at, split_part(d.message_key, '|', 1), j.mti,
                   d.reported, j.amount, j.currency, coalesce(j.account_id, 0),
                   coalesce(j.authorization_id, 0), coalesce(d.original_id, 0), d.original_level,
                   d.taken, d.available, d.currency,
                   coalesce((select string_agg(e.reason, ' ' order by e.reason)
                             from journal_events e
                             where e.message_key = d.message_key
                               and e.transmitted_on = d.transmitted_on
                               and e.kind = 'exception'), '')
            from advices d
            join journal j on j.message_key = d.message_key and j.transmitted_on = d.transmitted_on
            where d.business_date between ? and ?
            order by d.business_date, j.received_at, d.message_key
            limit ?\
            """;

    private final Query query;

    AdviceFactsReader(Connection connection) {
        this.query = new Query(connection);
    }

    /**
     * @param from first business date
     * @param to last business date
     * @param limit how many advices at most; totals are of all
     */
    AdviceFacts read(LocalDate from, LocalDate to, int limit) throws SQLException {
        return new AdviceFacts(
                query.list(TOTALS, AdviceFactsReader::total, from, to),
                query.list(ADVICES, AdviceFactsReader::advice, from, to, limit));
    }

    private static Total total(ResultSet row) throws SQLException {
        return new Total(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }

    private static Advice advice(ResultSet row) throws SQLException {
        return new Advice(
                row.getObject(1, LocalDate.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getInt(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getInt(11),
                row.getLong(12),
                row.getLong(13),
                row.getInt(14),
                row.getString(15));
    }
}
