package io.kessai.clearing.post;

import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.books.WholeFile;
import io.kessai.domain.Direction;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.Money;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Books a file's interchange once its records are posted: once for each settlement service,
 * currency, direction and settlement date, the exact sum rounded half-up. Immutable.
 */
public final class PostFees {

    private static final String TOTALS =
            """
            select r.settlement_service, r.settlement_on, r.fee_direction, r.fee_currency,
                   sum(r.fee_millionths)::bigint
            from clearing_records r
            join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
            where r.file_id = ?
              and r.fee_millionths > 0
              and o.outcome not in ('collection_only', 'non_financial')
            group by 1, 2, 3, 4
            order by 1, 2, 3, 4\
            """;

    private static final String BOOKED =
            """
            select natural_key
            from ledger_transactions
            where natural_key = any (?)\
            """;

    private final ConnectionSource connections;
    private final PostSettings settings;

    public PostFees(ConnectionSource connections, PostSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /**
     * Books what is not booked yet, in one transaction.
     *
     * @return all totals of the file, booked now or before
     * @throws IllegalArgumentException if the file is not accepted
     * @throws IllegalStateException if some of its records are not posted yet
     */
    public List<FeeTotal> run(long fileId) throws SQLException {
        try (Connection connection = connections.open()) {
            ClearingFile file = ClearingFile.find(connection, fileId);
            requirePosted(connection, fileId);
            List<FeeTotal> totals = totals(connection, fileId);
            new Attempts(connection, settings.lockTimeout())
                    .run(
                            c -> {
                                book(c, file, totals);
                                return totals.size();
                            });
            return totals;
        }
    }

    /** The interchange of what is posted of a file, exact; for the report too. */
    public static List<FeeTotal> totals(Connection connection, long fileId) throws SQLException {
        return WholeFile.read(connection, c -> readTotals(c, fileId));
    }

    private static List<FeeTotal> readTotals(Connection connection, long fileId)
            throws SQLException {
        List<FeeTotal> totals = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setLong(1, fileId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    totals.add(
                            new FeeTotal(
                                    row.getString(1),
                                    row.getObject(2, LocalDate.class),
                                    Direction.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                                    row.getInt(4),
                                    row.getLong(5)));
                }
            }
        }
        return totals;
    }

    private static void requirePosted(Connection connection, long fileId) throws SQLException {
        long unposted = ClearingFile.unposted(connection, fileId);
        if (unposted > 0) {
            throw new IllegalStateException(
                    "file " + fileId + " has " + unposted + " records to post first");
        }
    }

    private static void book(Connection connection, ClearingFile file, List<FeeTotal> totals)
            throws SQLException {
        Set<String> booked = booked(connection, file, totals);
        LedgerRows rows = LedgerRows.allot(connection, file, "clearing_fees", totals.size());
        for (FeeTotal total : totals) {
            Optional<Money> money = total.money().filter(amount -> !amount.isZero());
            if (money.isPresent() && !booked.contains(key(file, total))) {
                rows.open(key(file, total), "interchange");
                rows.lines(
                        Lines.against(LedgerAccount.INTERCHANGE, total.direction(), money.get()),
                        total.settlementOn());
            }
        }
        rows.write(connection);
    }

    private static Set<String> booked(
            Connection connection, ClearingFile file, List<FeeTotal> totals) throws SQLException {
        Set<String> booked = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
            statement.setObject(
                    1, totals.stream().map(total -> key(file, total)).toArray(String[]::new));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    booked.add(row.getString(1));
                }
            }
        }
        return booked;
    }

    private static String key(ClearingFile file, FeeTotal total) {
        return naturalKey(file.id(), total);
    }

    /** Of the ledger transaction that books this total of a file. */
    public static String naturalKey(long fileId, FeeTotal total) {
        return "clearing-fees:%d:%s:%d:%s:%s"
                .formatted(
                        fileId,
                        total.settlementService(),
                        total.currency(),
                        total.direction().word(),
                        total.settlementOn());
    }
}
