package io.kessai.local.run;

import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.ClearingBooks.Balance;
import io.kessai.local.network.clearing.Entry;
import io.kessai.vault.PanVault;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares what the clearing program made of a night with the networks' own books. Reads only; each
 * difference is one line that names its seed.
 */
public final class ClearingComparison {
    private static final String RECORDS =
            """
            select r.number,
                   coalesce(o.outcome, 'nothing'),
                   coalesce(
                       (select string_agg(e.kind, ',')
                        from clearing_exceptions e
                        where e.file_id = r.file_id and e.number = r.number),
                       '')
            from clearing_files f
            join clearing_records r on r.file_id = f.id
            left join clearing_outcomes o on o.file_id = r.file_id and o.number = r.number
            where f.name = ? and f.status = 'accepted'
            order by r.number
            """;
    private static final String ACCOUNTS =
            """
            select c.pan_token, a.posted, a.held
            from cards c
            join accounts a on a.id = c.account_id
            where c.pan_token = any (?)
            """;
    private static final int ACCOUNTS_A_QUERY = 5_000;

    /** Alerts that depend on limits which an operator sets: they may come unexpected. */
    private static final Set<ExceptionKind> ALERTS =
            Set.of(ExceptionKind.SUSPECTED_DUPLICATE, ExceptionKind.OVER_TOLERANCE);

    private final DatabaseEndpoint database;
    private final PanVault vault;
    private final long seed;

    public ClearingComparison(DatabaseEndpoint database, PanVault vault, long seed) {
        this.database = database;
        this.vault = vault;
        this.seed = seed;
    }

    /**
     * What is wrong with the outcomes and exceptions of the files' records; empty when nothing is.
     *
     * @param expected by file name and record number
     */
    public List<String> records(SortedMap<String, SortedMap<Long, Entry>> expected) {
        List<String> differences = new ArrayList<>();
        try (Connection connection = database.connect(DatabaseRole.READER)) {
            for (Map.Entry<String, SortedMap<Long, Entry>> file : expected.entrySet()) {
                compare(file.getKey(), file.getValue(), told(connection, file.getKey()))
                        .forEach(line -> differences.add("seed " + seed + ": " + line));
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
        return differences;
    }

    /**
     * What is wrong with posted balances and holds; empty when nothing is.
     *
     * @param balances by number of the seeded account; one that is not there must have nothing
     */
    public List<String> accounts(Fleet fleet, SortedMap<Integer, Balance> balances) {
        List<String> differences = new ArrayList<>();
        try (Connection connection = database.connect(DatabaseRole.READER)) {
            for (int from = 0; from < fleet.accounts(); from += ACCOUNTS_A_QUERY) {
                int to = Math.min(fleet.accounts(), from + ACCOUNTS_A_QUERY);
                Map<Integer, Balance> found = balances(connection, fleet, from, to);
                for (int account = from; account < to; account++) {
                    Balance must = balances.getOrDefault(account, new Balance(0, 0));
                    String has = has(found, account);
                    if (!text(must).equals(has)) {
                        differences.add(
                                "seed %d: account %d must have %s, has %s"
                                        .formatted(seed, account, text(must), has));
                    }
                }
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
        return differences;
    }

    /** What the program says of a record. */
    private record Told(String outcome, Set<String> exceptions) {}

    private static Map<Long, Told> told(Connection connection, String file) throws SQLException {
        Map<Long, Told> told = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RECORDS)) {
            statement.setString(1, file);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String kinds = row.getString(3);
                    told.put(
                            row.getLong(1),
                            new Told(
                                    row.getString(2),
                                    kinds.isEmpty() ? Set.of() : Set.of(kinds.split(","))));
                }
            }
        }
        return told;
    }

    private static List<String> compare(
            String file, SortedMap<Long, Entry> expected, Map<Long, Told> told) {
        if (told.isEmpty()) {
            return List.of(file + " was not accepted");
        }
        List<String> differences = new ArrayList<>();
        expected.forEach(
                (number, entry) -> {
                    Told is = told.getOrDefault(number, new Told("no record", Set.of()));
                    String place = "%s record %d ".formatted(file, number);
                    String must = entry.outcome().word();
                    if (!is.outcome.equals(must)) {
                        differences.add(place + "must be " + must + ", is " + is.outcome);
                    }
                    exceptions(entry, is).forEach(line -> differences.add(place + line));
                });
        told.keySet().stream()
                .filter(number -> !expected.containsKey(number))
                .sorted()
                .forEach(number -> differences.add("%s has no record %d".formatted(file, number)));
        return differences;
    }

    private static List<String> exceptions(Entry entry, Told is) {
        Set<String> must =
                entry.exceptions().stream()
                        .map(ExceptionKind::word)
                        .collect(Collectors.toCollection(TreeSet::new));
        List<String> differences = new ArrayList<>();
        must.stream()
                .filter(kind -> !is.exceptions.contains(kind))
                .forEach(kind -> differences.add("lacks the exception " + kind));
        is.exceptions.stream()
                .filter(kind -> !must.contains(kind))
                .filter(kind -> !ALERTS.contains(kind(kind)))
                .sorted()
                .forEach(kind -> differences.add("has the exception " + kind));
        return differences;
    }

    private static ExceptionKind kind(String word) {
        return ExceptionKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private Map<Integer, Balance> balances(Connection connection, Fleet fleet, int from, int to)
            throws SQLException {
        Map<String, Integer> accounts = new HashMap<>();
        byte[][] tokens = new byte[to - from][];
        for (int account = from; account < to; account++) {
            byte[] token = vault.token(CardSeed.pan(fleet.firstCard(account))).bytes();
            tokens[account - from] = token;
            accounts.put(HexFormat.of().formatHex(token), account);
        }
        Map<Integer, Balance> found = new HashMap<>();
        Array array = connection.createArrayOf("bytea", tokens);
        try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS)) {
            statement.setArray(1, array);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Integer account = accounts.get(HexFormat.of().formatHex(row.getBytes(1)));
                    if (account != null) {
                        found.put(account, new Balance(row.getLong(2), row.getLong(3)));
                    }
                }
            }
        }
        return found;
    }

    private static String has(Map<Integer, Balance> found, int account) {
        Balance balance = found.get(account);
        return balance == null ? "no card" : text(balance);
    }

    private static String text(Balance balance) {
        return "%d posted and %d held".formatted(balance.posted(), balance.held());
    }

    private static OperatingFailure unreachable(SQLException e) {
        return new OperatingFailure(
                ExitCode.UNREACHABLE, "cannot read what was cleared: " + e.getMessage(), e);
    }
}
