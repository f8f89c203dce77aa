package io.kessai.local.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clearing has made of a database, as a hash of the business columns of every table it writes:
 * equal for databases that came to the same by different ways. Which columns those are, and how
 * numbers without a meaning are told, is said in docs/clearing-content-hash.md.
 *
 * @param tables rows and hash of each table, by its name
 */
public record ContentHash(SortedMap<String, TableHash> tables) {
    private static final int ROWS_A_FETCH = 5_000;
    private static final int DIFFERENCES_MAX = 5;

    /** Of one table: how many rows, and SHA-256 over them. */
    public record TableHash(long rows, String sha256) {}

    public ContentHash {
        tables = new TreeMap<>(tables);
    }

    /** Hashes a database, all of it as of one moment, in constant memory. */
    public static ContentHash of(DatabaseEndpoint database) throws SQLException {
        SortedMap<String, TableHash> tables = new TreeMap<>();
        try (Connection connection = snapshot(database)) {
            for (ContentTable table : ContentTables.ALL) {
                tables.put(table.name(), hash(connection, table));
            }
        }
        return new ContentHash(tables);
    }

    /**
     * Rows that only one of two databases has, some of each table that differs; for a test that has
     * found the hashes unequal.
     */
    public static List<String> differences(DatabaseEndpoint left, DatabaseEndpoint right)
            throws SQLException {
        List<String> differences = new ArrayList<>();
        try (Connection leftSide = snapshot(left);
                Connection rightSide = snapshot(right)) {
            for (ContentTable table : ContentTables.ALL) {
                List<String> here = lines(leftSide, table);
                List<String> there = lines(rightSide, table);
                only(table, "left", here, there, differences);
                only(table, "right", there, here, differences);
            }
        }
        return differences;
    }

    /** All of it as one text of 64 hexadecimal digits. */
    public String whole() {
        MessageDigest digest = sha256();
        tables.forEach(
                (name, hash) -> digest.update((name + hash).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The same but for one table. */
    public ContentHash without(String table) {
        SortedMap<String, TableHash> others = new TreeMap<>(tables);
        others.remove(table);
        return new ContentHash(others);
    }

    private static Connection snapshot(DatabaseEndpoint database) throws SQLException {
        Connection connection = database.connect(DatabaseRole.MIGRATIONS);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'");
        }
        return connection;
    }

    private static TableHash hash(Connection connection, ContentTable table) throws SQLException {
        MessageDigest digest = sha256();
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_A_FETCH);
            try (ResultSet row = statement.executeQuery(table.query())) {
                while (row.next()) {
                    digest.update(row.getString(1).getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                    rows++;
                }
            }
        }
        return new TableHash(rows, HexFormat.of().formatHex(digest.digest()));
    }

    private static List<String> lines(Connection connection, ContentTable table)
            throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(table.query())) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    private static void only(
            ContentTable table,
            String side,
            List<String> here,
            List<String> there,
            List<String> differences) {
        List<String> rest = new ArrayList<>(here);
        there.forEach(rest::remove);
        rest.stream()
                .limit(DIFFERENCES_MAX)
                .forEach(
                        line ->
                                differences.add(
                                        "%s, only %s: %s".formatted(table.name(), side, line)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
