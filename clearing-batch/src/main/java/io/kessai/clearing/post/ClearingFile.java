package io.kessai.clearing.post;

import io.kessai.domain.clearing.CardNetwork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * An accepted file.
 *
 * @param businessDate on which its transactions are booked
 */
record ClearingFile(long id, CardNetwork network, LocalDate businessDate) {

    private static final String FIND =
            """
            select network, business_date
            from clearing_files
            where id = ? and status = 'accepted'\
            """;

    private static final String UNPOSTED =
            """
            select (select count(*) from clearing_records r where r.file_id = ?)
                 - (select count(*) from clearing_outcomes o where o.file_id = ?)\
            """;

    /**
     * @throws IllegalArgumentException if there is no accepted file of that id
     */
    static ClearingFile find(Connection connection, long fileId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setLong(1, fileId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("file " + fileId + " is not accepted");
                }
                return new ClearingFile(
                        fileId,
                        CardNetwork.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getObject(2, LocalDate.class));
            }
        }
    }

    /** How many of a file's records have no outcome yet. */
    static long unposted(Connection connection, long fileId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNPOSTED)) {
            statement.setLong(1, fileId);
            statement.setLong(2, fileId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The natural key of what a record of it does to the books. */
    String recordKey(int number) {
        return "clearing:" + id + ":" + number;
    }
}
