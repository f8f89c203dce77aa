package io.kessai.clearing.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads that go over all of a file's rows in several tables. Statistics of what a night has just
 * written are missing, and a planner without them takes a file for a few rows and looks the other
 * table's up one by one: such a join is ruled out while the read lasts.
 */
public final class WholeFile {
    private WholeFile() {}

    /** What is read. */
    @FunctionalInterface
    public interface Read<T> {
        T from(Connection connection) throws SQLException;
    }

    /**
     * @param connection left as it was, unless the read throws: then it is to be closed
     */
    public static <T> T read(Connection connection, Read<T> read) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set enable_nestloop = off; set work_mem = '64MB'");
            T found = read.from(connection);
            statement.execute("reset enable_nestloop; reset work_mem");
            return found;
        }
    }
}
