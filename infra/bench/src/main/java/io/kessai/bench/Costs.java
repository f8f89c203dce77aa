package io.kessai.bench;

import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a system and its generator have used so far: processor time as the operating system counts
 * it, bytes of WAL (with the headers of its pages) and statements as PostgreSQL does.
 *
 * <p>Between two of them, processes that have ended count nothing: autovacuum's are the ones that
 * do. Statements are those of clients, begin and commit among them.
 *
 * @param generator processor time by process
 * @param server the same of the authorization server
 * @param database the same of all processes of PostgreSQL
 */
record Costs(
        Map<Long, Duration> generator,
        Map<Long, Duration> server,
        Map<Long, Duration> database,
        long walBytes,
        long statements) {

    private static final String COUNTED =
            """
            select (pg_current_wal_insert_lsn() - pg_lsn '0/0')::bigint as wal_bytes,
                   (select sum(calls)::bigint from pg_stat_statements where toplevel) as statements""";

    /** As they are now. */
    static Costs of(BenchSystem system) throws IOException {
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTED)) {
            row.next();
            return new Costs(
                    processorTime(List.of(ProcessHandle.current().pid())),
                    processorTime(List.of(system.serverProcessId())),
                    processorTime(system.databaseProcessIds()),
                    row.getLong("wal_bytes"),
                    row.getLong("statements"));
        } catch (SQLException e) {
            throw new IOException("cannot read what the database counts: " + e.getMessage(), e);
        }
    }

    private static Map<Long, Duration> processorTime(List<Long> processIds) {
        return processIds.stream()
                .flatMap(id -> ProcessHandle.of(id).stream())
                .collect(
                        Collectors.toMap(
                                ProcessHandle::pid,
                                process ->
                                        process.info().totalCpuDuration().orElse(Duration.ZERO)));
    }

    /**
     * A line of what one message has cost since an earlier state.
     *
     * @param messages answered with the help of the database
     */
    String line(Costs before, long messages) {
        double ofGenerator = micros(before.generator, generator) / messages;
        double ofServer = micros(before.server, server) / messages;
        double ofDatabase = micros(before.database, database) / messages;
        return String.format(
                Locale.ROOT,
                "          a message: %,.0f us of processor (generator %,.0f, server %,.0f,"
                        + " PostgreSQL %,.0f), %,d bytes of WAL, %.2f statements",
                ofGenerator + ofServer + ofDatabase,
                ofGenerator,
                ofServer,
                ofDatabase,
                (walBytes - before.walBytes) / messages,
                (double) (statements - before.statements) / messages);
    }

    private static double micros(Map<Long, Duration> before, Map<Long, Duration> after) {
        return after.entrySet().stream()
                .map(now -> now.getValue().minus(before.getOrDefault(now.getKey(), Duration.ZERO)))
                .mapToDouble(time -> time.toNanos() / 1e3)
                .sum();
    }
}
