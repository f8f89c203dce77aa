package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches a day as another program would: it is killed once in the middle and goes on from the last
 * position that it kept. Afterwards nothing may be missing, each account's events must have come in
 * order, and only those behind that position may have come again.
 */
public final class DemoWatcher implements AutoCloseable {
    private static final String PROGRAM = "io.kessai.authorization.WatchProgram";
    private static final Pattern EVENT =
            Pattern.compile("\\{\"event_id\":(\\d+),\"kind\":\"(\\w+)\",\"account_id\":(\\d+),.*");
    private static final Pattern POSITION = Pattern.compile(".*\"position\":\"([^\"]*)\"}");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The position kept is older than the last event seen, as where it is written down at times.
     */
    private static final int KEPT_EVERY = 50;

    private final Checkout checkout;
    private final int port;
    private final Path log;
    private final List<Long> ids = new ArrayList<>();
    private final Map<Long, Long> lastOfAccount = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private Process process;
    private Thread reader;
    private String kept = "";
    private long again;
    private long outOfOrder;

    private DemoWatcher(Checkout checkout, int port, Path log) throws IOException {
        this.checkout = checkout;
        this.port = port;
        this.log = log;
        this.process = start(List.of("--from-start"));
        this.reader = reading(process);
    }

    /** Watches from the first event on. */
    public static DemoWatcher start(Checkout checkout, int grpcPort, Path logs) throws IOException {
        return new DemoWatcher(checkout, grpcPort, logs.resolve("watch.log"));
    }

    private Process start(List<String> begin) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("127.0.0.1:" + port));
        arguments.addAll(begin);
        return new ProcessBuilder(ServerPrograms.command(checkout, PROGRAM, arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private Thread reading(Process from) {
        return Thread.ofPlatform()
                .daemon()
                .name("watching")
                .start(
                        () -> {
                            try (BufferedReader lines = from.inputReader()) {
                                lines.lines().forEach(this::take);
                            } catch (IOException | java.io.UncheckedIOException e) {
                                // It was killed in the middle of a line.
                            }
                        });
    }

    private synchronized void take(String line) {
        Matcher event = EVENT.matcher(line);
        Matcher position = POSITION.matcher(line);
        if (event.matches()) {
            long id = Long.parseLong(event.group(1));
            long account = Long.parseLong(event.group(3));
            if (seen.add(id)) {
                ids.add(id);
                outOfOrder += id < lastOfAccount.getOrDefault(account, 0L) ? 1 : 0;
                lastOfAccount.put(account, id);
            } else {
                again++;
            }
        }
        if (position.matches() && (kept.isEmpty() || ids.size() % KEPT_EVERY == 0)) {
            kept = position.group(1);
        }
    }

    /** Kills the program and starts another that goes on from the last position kept. */
    public void reconnect() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
        process = start(kept.isEmpty() ? List.of("--from-start") : List.of("--position", kept));
        reader = reading(process);
    }

    private synchronized Set<Long> missing(List<Long> told) {
        Set<Long> missing = new HashSet<>(told);
        missing.removeAll(seen);
        return missing;
    }

    /** Waits until all that stands in the table was seen, and says whether everything was right. */
    public String verdict(DatabaseEndpoint database) throws InterruptedException {
        List<Long> told = told(database);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!missing(told).isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(50);
        }
        synchronized (this) {
            long missed = missing(told).size();
            boolean isRight = missed == 0 && outOfOrder == 0 && ids.size() == told.size();
            return "%s%,d events, %d again after the reconnect%s"
                    .formatted(
                            isRight ? "" : "WRONG ",
                            ids.size(),
                            again,
                            isRight
                                    ? ""
                                    : ": %d missing, %d out of order, %d in the table"
                                            .formatted(missed, outOfOrder, told.size()));
        }
    }

    private static List<Long> told(DatabaseEndpoint database) {
        try (Connection connection = database.connect(DatabaseRole.READER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from events")) {
            List<Long> ids = new ArrayList<>();
            while (row.next()) {
                ids.add(row.getLong(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot read the events: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
