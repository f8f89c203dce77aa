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
 * @param server the same of the servers
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

    /**
     * As they are now.
     *
     * @param servers process ids
     */
    static Costs of(BenchSystem system, List<Long> servers) throws IOException {
        try (Connection connection = system.observer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTED)) {
            row.next();
            return new Costs(
                    processorTime(List.of(ProcessHandle.current().pid())),
                    processorTime(servers),
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
     * What one message has cost since an earlier state.
     *
     * @param messages answered with the help of the database
     */
    PerMessage since(Costs before, long messages) {
        return new PerMessage(
                micros(before.generator, generator) / messages,
                micros(before.server, server) / messages,
                micros(before.database, database) / messages,
                (walBytes - before.walBytes) / messages,
                (double) (statements - before.statements) / messages);
    }

    /** Processor time in microseconds. */
    record PerMessage(
            double generator, double server, double database, long walBytes, double statements) {

        String line() {
            return String.format(
                    Locale.ROOT,
                    "          a message: %,.0f us of processor (generator %,.0f, server %,.0f,"
                            + " PostgreSQL %,.0f), %,d bytes of WAL, %.2f statements",
                    generator + server + database,
                    generator,
                    server,
                    database,
                    walBytes,
                    statements);
        }
    }

    private static double micros(Map<Long, Duration> before, Map<Long, Duration> after) {
        return after.entrySet().stream()
                .map(now -> now.getValue().minus(before.getOrDefault(now.getKey(), Duration.ZERO)))
                .mapToDouble(time -> time.toNanos() / 1e3)
                .sum();
    }
}
