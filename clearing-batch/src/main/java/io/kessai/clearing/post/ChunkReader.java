package io.kessai.clearing.post;

import io.kessai.clearing.run.Shard;
import io.kessai.domain.Direction;
import io.kessai.domain.clearing.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the next records of a file that have no outcome yet. */
final class ChunkReader {

    // Record and outcome are looked for match by match: as joins they may be read whole for every
    // chunk while the planner believes a table empty.
    private static final String COLUMNS =
            """
            select m.number, coalesce(m.account_id, 0), coalesce(m.authorization_id, 0),
                   coalesce(m.presentment_file, 0), coalesce(m.presentment_number, 0), m.level,
                   m.verdict, m.difference, m.tolerance, r.direction, r.transaction_amount,
                   r.transaction_currency, r.billing_amount, r.billing_currency,
                   r.settlement_amount, r.settlement_currency, r.settlement_on, r.is_final,
                   r.sequence_number, r.sequence_count, r.problem, r.problem_detail
            from clearing_matches m
            cross join lateral (
                select *
                from clearing_records r
                where r.file_id = m.file_id
                  and r.number = m.number
                offset 0
            ) r
            where m.file_id = ?
              and (select o.number
                   from clearing_outcomes o
                   where o.file_id = m.file_id and o.number = m.number) is null
            """;

    /** In account order, so that a chunk touches few accounts and two runners lock alike. */
    private static final String WITH_ACCOUNT =
            """
              and m.account_id is not null
              and (m.account_id, m.number) > (?, ?)
              and m.account_id % ? = ?
            order by m.account_id, m.number
            limit ?\
            """;

    private static final String WITHOUT_ACCOUNT =
            """
              and m.account_id is null
              and m.number > ?
            order by m.number
            limit ?\
            """;

    private final long fileId;
    private final Shard shard;
    private final ToleranceRule tolerances;

    ChunkReader(long fileId, Shard shard, ToleranceRule tolerances) {
        this.fileId = fileId;
        this.shard = shard;
        this.tolerances = tolerances;
    }

    /** Records of the shard's accounts behind a place, by account and number. */
    List<PendingRecord> ofAccounts(
            Connection connection, long afterAccount, int afterNumber, int recordsMax)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + WITH_ACCOUNT)) {
            statement.setLong(1, fileId);
            statement.setLong(2, afterAccount);
            statement.setInt(3, afterNumber);
            statement.setInt(4, shard.count());
            statement.setInt(5, shard.index());
            statement.setInt(6, recordsMax);
            return read(statement);
        }
    }

    /** Records without an account behind a number. */
    List<PendingRecord> ofNobody(Connection connection, int afterNumber, int recordsMax)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + WITHOUT_ACCOUNT)) {
            statement.setLong(1, fileId);
            statement.setInt(2, afterNumber);
            statement.setInt(3, recordsMax);
            return read(statement);
        }
    }

    private List<PendingRecord> read(PreparedStatement statement) throws SQLException {
        List<PendingRecord> pending = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                pending.add(
                        new PendingRecord(
                                row.getInt(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getInt(5),
                                row.getInt(6),
                                row.getObject(17, LocalDate.class),
                                sent(row),
                                found(row)));
            }
        }
        return pending;
    }

    private Finding found(ResultSet row) throws SQLException {
        long difference = row.getLong(8);
        long authorized = Math.max(0, row.getLong(11) - difference);
        return new Finding(
                Verdict.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                difference,
                difference > 0
                        && tolerances.isExceeded(
                                row.getString(9), difference, authorized, row.getInt(12)));
    }

    private static BookableRecord sent(ResultSet row) throws SQLException {
        return new BookableRecord(
                Direction.valueOf(row.getString(10).toUpperCase(Locale.ROOT)),
                new RecordAmount(row.getLong(11), row.getInt(12)),
                new RecordAmount(row.getLong(13), row.getInt(14)),
                new RecordAmount(row.getLong(15), row.getInt(16)),
                row.getBoolean(18),
                row.getInt(19),
                row.getInt(20),
                problem(row.getString(21), row.getString(22)));
    }

    private static String problem(String problem, String detail) {
        return detail.isEmpty() ? problem : problem + ": " + detail;
    }
}
