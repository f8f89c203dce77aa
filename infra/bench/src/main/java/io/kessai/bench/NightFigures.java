package io.kessai.bench;

import io.kessai.local.database.DatabaseRole;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.Entry;
import io.kessai.local.run.BulkNight;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one night took.
 *
 * @param seconds from the start of the process to its end
 * @param stages seconds of each, from the first of its steps' start to the last one's end
 * @param heapBytes the most that was in use, garbage too
 * @param liveBytes the most that was in use after a collection
 * @param copySeconds a bare COPY of the same records, committed
 */
record NightFigures(
        int records,
        double seconds,
        Map<String, Double> stages,
        long heapBytes,
        long liveBytes,
        double copySeconds) {

    private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(");
    private static final String STAGES =
            """
            select s.step, extract(epoch from max(s.ended_at) - min(s.started_at))::float8
            from clearing_steps s
            group by s.step
            order by min(s.id)""";
    private static final String BOOKED =
            """
            select (select count(*) from clearing_outcomes
                    where outcome in ('matched', 'matched_with_difference')),
                   (select sum(posted) from accounts),
                   (select sum(held) from accounts)""";

    /**
     * Runs the night, checks that it booked what it had to, and takes its figures.
     *
     * @throws IllegalStateException when the books are not what the file says
     */
    static NightFigures measure(BulkNight night, BulkClearing bulk, int shards, String heap)
            throws IOException, InterruptedException, SQLException {
        Path log = night.folder().resolve("gc.log");
        try (Connection connection = night.database().connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        long from = System.nanoTime();
        night.run(
                shards,
                List.of("-Xmx" + heap, "-Xlog:gc:file=" + log),
                new PrintStream(OutputStream.nullOutputStream()));
        double seconds = (System.nanoTime() - from) / 1e9;
        try (Connection connection = night.database().connect(DatabaseRole.MIGRATIONS)) {
            requireBooked(connection, bulk);
            return new NightFigures(
                    bulk.records(),
                    seconds,
                    stages(connection),
                    most(log, 1),
                    most(log, 2),
                    RawCopy.seconds(night.database(), night.folder().resolve("records")));
        }
    }

    private static void requireBooked(Connection connection, BulkClearing bulk)
            throws SQLException {
        long posted = 0;
        for (int number = 0; number < bulk.records(); number++) {
            Entry entry = bulk.entry(number);
            posted += entry.posted();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BOOKED)) {
            row.next();
            if (row.getLong(1) != bulk.records()
                    || row.getLong(2) != posted
                    || row.getLong(3) != 0) {
                throw new IllegalStateException(
                        "booked %d of %d records, posted %d instead of %d, still held %d"
                                .formatted(
                                        row.getLong(1),
                                        bulk.records(),
                                        row.getLong(2),
                                        posted,
                                        row.getLong(3)));
            }
        }
    }

    private static Map<String, Double> stages(Connection connection) throws SQLException {
        Map<String, Double> stages = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STAGES)) {
            while (row.next()) {
                stages.put(row.getString(1), row.getDouble(2));
            }
        }
        return stages;
    }

    private static long most(Path log, int group) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(COLLECTION::matcher)
                            .filter(Matcher::find)
                            .mapToLong(found -> Long.parseLong(found.group(group)))
                            .max()
                            .orElse(0)
                    << 20;
        }
    }

    /** The table of this night. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  stage           seconds    records/s");
        stages.forEach((stage, took) -> lines.add(row(stage, took)));
        lines.add(row("the night", seconds));
        lines.add(row("raw COPY", copySeconds));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "  %.1f times the raw COPY; peak heap %d MiB, %d MiB after collections",
                        seconds / copySeconds,
                        heapBytes >> 20,
                        liveBytes >> 20));
        return lines;
    }

    private String row(String name, double took) {
        return String.format(
                Locale.ROOT, "  %-14s %8.1f %,12.0f", name, took, records / Math.max(took, 0.001));
    }

    /** This night in one line. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%,10d records %8.1f s %8.1f us a record %6.1f x COPY, heap %d MiB",
                records,
                seconds,
                seconds / records * 1e6,
                seconds / copySeconds,
                heapBytes >> 20);
    }
}
