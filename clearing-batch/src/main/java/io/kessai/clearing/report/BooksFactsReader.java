package io.kessai.clearing.report;

import io.kessai.clearing.report.BooksFacts.Exceptions;
import io.kessai.clearing.report.BooksFacts.Expired;
import io.kessai.clearing.report.BooksFacts.Expiring;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Reads what is not about one file; the caller's transaction is the snapshot. */
final class BooksFactsReader {
    private static final int DAYS_AHEAD = 7;

    /** Longer than any hold can last: bounds what is read of the authorizations. */
    private static final int DAYS_BACK = 400;

    /**
     * Open until a resolution is in force: at once, or when its checker agrees if it moves money.
     */
    private static final String EXCEPTIONS =
            """
            with known as (
                select e.file_id, e.kind, e.currency, e.business_date, e.amount,
                       not exists (
                           select from clearing_resolutions s
                           where s.exception_id = e.id
                             and (not s.moves_money
                                  or exists (select from clearing_checks c
                                             where c.resolution_id = s.id
                                               and c.verdict = 'approved'))) as is_open
                from clearing_exceptions e
                where e.business_date <= ?)
            select file_id, kind, currency, business_date, is_open, count(*), sum(amount)::bigint
            from known
            where is_open or file_id = any (?)
            group by 1, 2, 3, 4, 5
            order by 1, 2, 3, 4, 5\
            """;

    private static final String EXPIRED =
            """
            select a.expires_on, a.currency, count(*), sum(e.amount)::bigint
            from authorizations a
            join hold_events e on e.authorization_id = a.id
            where a.expires_on >= ? and a.expires_on < ? and a.expired > 0
              and starts_with(e.message_key, ?) and e.term = 'expired'
            group by 1, 2
            order by 1, 2\
            """;

    private static final String EXPIRING =
            """
            select a.expires_on, a.currency, count(*), sum(a.remaining)::bigint
            from authorizations a
            where a.expires_on >= ? and a.expires_on < ? and a.remaining > 0
            group by 1, 2
            order by 1, 2\
            """;

    private final Query query;

    BooksFactsReader(Connection connection) {
        this.query = new Query(connection);
    }

    /**
     * @param files whose exceptions are told even when people have decided them
     */
    BooksFacts read(LocalDate businessDate, List<Long> files) throws SQLException {
        return new BooksFacts(
                exceptions(businessDate, files),
                query.list(
                        EXPIRED,
                        row ->
                                new Expired(
                                        row.getObject(1, LocalDate.class),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                        businessDate.minusDays(DAYS_BACK),
                        businessDate,
                        "expiry:" + businessDate),
                query.list(
                        EXPIRING,
                        row ->
                                new Expiring(
                                        row.getObject(1, LocalDate.class),
                                        row.getInt(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                        businessDate,
                        businessDate.plusDays(DAYS_AHEAD)));
    }

    private List<Exceptions> exceptions(LocalDate businessDate, List<Long> files)
            throws SQLException {
        return query.list(
                EXCEPTIONS,
                row ->
                        new Exceptions(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getObject(4, LocalDate.class),
                                row.getBoolean(5),
                                row.getLong(6),
                                row.getLong(7)),
                businessDate,
                files.toArray(Long[]::new));
    }
}
