package io.kessai.clearing.report;

import io.kessai.clearing.books.WholeFile;
import io.kessai.clearing.post.FeeTotal;
import io.kessai.clearing.post.PostFees;
import io.kessai.clearing.report.FileFacts.LateLinks;
import io.kessai.clearing.report.FileFacts.NetworkSays;
import io.kessai.clearing.report.FileFacts.Tally;
import io.kessai.clearing.report.FileFacts.Trailer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads what the database says of a file; the caller's transaction is the snapshot. */
final class FileFactsReader {

    private static final String FILE =
            """
            select name, network, status, reason, detail, size_bytes, business_date
            from clearing_files
            where id = ?\
            """;

    private static final String TRAILERS =
            """
            select ordinal, file_key, message_count, transaction_amount, billing_amount
            from clearing_logical_files
            where file_id = ?
            order by ordinal\
            """;

    /** A BASE II header is a record that no trailer counts. */
    private static final String TALLIES =
            """
            select r.logical_file, coalesce(o.outcome, ''), coalesce(m.verdict, ''),
                   coalesce(m.level, 0), coalesce(m.tolerance, ''), r.transaction_currency,
                   r.billing_currency, count(*),
                   count(*) filter (where f.network <> 'visa' or r.type_code <> '90'),
                   sum(r.transaction_digits)::bigint, sum(r.transaction_amount)::bigint,
                   sum(r.billing_amount)::bigint,
                   coalesce(sum(m.difference) filter (where m.difference > 0), 0)::bigint,
                   coalesce(-sum(m.difference) filter (where m.difference < 0), 0)::bigint,
                   count(e.id)
            from clearing_files f
            join clearing_records r on r.file_id = f.id
            left join clearing_matches m on m.file_id = r.file_id and m.number = r.number
            left join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
            left join clearing_exceptions e
                on e.file_id = r.file_id and e.number = r.number and e.kind = 'over_tolerance'
            where f.id = ?
            group by 1, 2, 3, 4, 5, 6, 7
            order by 1, 2, 3, 4, 5, 6, 7\
            """;

    private static final String NETWORK_SAYS =
            """
            select settlement_on, currency, scope, direction, sum(amount)::bigint
            from clearing_network_totals
            where file_id = ?
            group by 1, 2, 3, 4
            order by 1, 2, 3, 4\
            """;

    private static final String LATE_LINKS =
            """
            select level, count(*)
            from clearing_late_links
            where file_id = ?
            group by 1
            order by 1\
            """;

    private final Connection connection;
    private final Query query;
    private final SettledReader settlement;

    FileFactsReader(Connection connection) {
        this.connection = connection;
        this.query = new Query(connection);
        this.settlement = new SettledReader(connection);
    }

    /** Empty where no file has that id. */
    Optional<FileFacts> read(long file) throws SQLException {
        List<FeeTotal> fees = PostFees.totals(connection, file);
        List<Trailer> trailers =
                query.list(
                        TRAILERS,
                        row ->
                                new Trailer(
                                        row.getInt(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5)),
                        file);
        SettledReader.Found found = settlement.read(file, fees);
        return query
                .list(
                        FILE,
                        row ->
                                new FileFacts(
                                        file,
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getLong(6),
                                        row.getObject(7, LocalDate.class),
                                        trailers,
                                        tallies(file),
                                        found.settled(),
                                        networkSays(file),
                                        found.unlike(),
                                        found.unlikeRecords(),
                                        lateLinks(file),
                                        fees),
                        file)
                .stream()
                .findFirst();
    }

    private List<Tally> tallies(long file) throws SQLException {
        return WholeFile.read(connection, _ -> readTallies(file));
    }

    private List<Tally> readTallies(long file) throws SQLException {
        return query.list(
                TALLIES,
                row ->
                        new Tally(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getInt(7),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12),
                                row.getLong(13),
                                row.getLong(14),
                                row.getLong(15)),
                file);
    }

    private List<NetworkSays> networkSays(long file) throws SQLException {
        return query.list(
                NETWORK_SAYS,
                row ->
                        new NetworkSays(
                                row.getObject(1, LocalDate.class),
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5)),
                file);
    }

    private List<LateLinks> lateLinks(long file) throws SQLException {
        return query.list(LATE_LINKS, row -> new LateLinks(row.getInt(1), row.getLong(2)), file);
    }
}
