package io.kessai.authorization.fileupdate;

import io.kessai.log.EventLog;
import io.kessai.vault.PanVault;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due, again and again, until the network accepts it: at least once, never by two
 * servers at a time.
 *
 * <p>A claim lasts longer than an answer may take; what a server that died had claimed is due again
 * when that has passed. Metrics: {@code kessai.file-updates.answers} (counter by network and
 * outcome: accepted, refused, unanswered), {@code kessai.file-updates.waiting} and {@code .refused}
 * (gauges of what no network has accepted). Thread-safe. Specification: FileUpdateSenderTest.
 */
public final class FileUpdateSender implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(FileUpdateSender.class);
    private static final String ACCEPTED = "00";
    private static final int AT_ONCE = 50;

    /** Beyond the answer's limit: until the answer is on record. */
    private static final Duration CLAIM_MARGIN = Duration.ofSeconds(5);

    /** A network has taken over what was done to a card. */
    record FileUpdateAccepted(long update, long card, String network, String action) {}

    /**
     * A network refuses to take it over: while it stands in, it decides by the card's old state.
     */
    record FileUpdateRefused(long update, long card, String network, String action, String code) {}

    /** What is due could not be read or kept; it stays due. */
    record FileUpdatesFailed(String cause) {}

    private final OutboxEndpoint outbox;
    private final FileUpdateLines lines;
    private final PanVault vault;
    private final FileUpdatesConfig config;
    private final MeterRegistry metrics;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("file-updates").factory());

    /**
     * Kept from poll to poll until it fails: a log-in costs the database more than many polls. Only
     * for the thread that polls.
     */
    private @Nullable Connection session;

    public FileUpdateSender(
            OutboxEndpoint outbox,
            FileUpdateLines lines,
            PanVault vault,
            FileUpdatesConfig config,
            MeterRegistry metrics) {
        this.outbox = outbox;
        this.lines = lines;
        this.vault = vault;
        this.config = config;
        this.metrics = metrics;
        metrics.gauge("kessai.file-updates.waiting", waiting);
        metrics.gauge("kessai.file-updates.refused", refused);
    }

    public void start() {
        long millis = config.pollInterval().toMillis();
        var _ = schedule.scheduleWithFixedDelay(this::poll, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Sends what is due now, once; what goes wrong is told and tried again, a session that broke
     * since the last poll at once.
     */
    void poll() {
        Connection kept = session;
        try {
            Connection open = kept == null ? outbox.open() : kept;
            session = open;
            sendDue(new FileUpdateTable(open));
        } catch (SQLException | RuntimeException e) {
            endSession();
            if (kept != null && OutboxEndpoint.losesSession(e)) {
                poll();
            } else {
                LOG.warn(new FileUpdatesFailed(e.toString()));
            }
        }
    }

    private void sendDue(FileUpdateTable table) throws SQLException {
        Set<String> reachable = lines.reachable();
        if (!reachable.isEmpty()) {
            send(table, table.claim(reachable, AT_ONCE, config.answerLimit().plus(CLAIM_MARGIN)));
        }
        waiting.set(table.waiting());
        refused.set(table.refused());
    }

    private void endSession() {
        if (session != null) {
            try {
                session.close();
            } catch (SQLException e) {
                // Broken already: nothing is left to close.
            }
            session = null;
        }
    }

    /** All at once: a network that does not answer must not hold up another. */
    private void send(FileUpdateTable table, List<DueUpdate> due) throws SQLException {
        Map<DueUpdate, CompletableFuture<Optional<String>>> out = new LinkedHashMap<>();
        for (DueUpdate update : due) {
            out.put(
                    update,
                    lines.send(
                                    update.network(),
                                    update.update(),
                                    update.pan().open(vault),
                                    config.answerLimit())
                            .toCompletableFuture());
        }
        for (Map.Entry<DueUpdate, CompletableFuture<Optional<String>>> sent : out.entrySet()) {
            settle(table, sent.getKey(), sent.getValue().join());
        }
    }

    private void settle(FileUpdateTable table, DueUpdate update, Optional<String> code)
            throws SQLException {
        if (code.isEmpty()) {
            count(update, "unanswered");
            table.later(update.id(), backoff(update.attempts()), "");
        } else if (code.get().equals(ACCEPTED)) {
            count(update, "accepted");
            table.accepted(update.id(), ACCEPTED);
            LOG.info(
                    new FileUpdateAccepted(
                            update.id(),
                            update.cardId(),
                            update.network(),
                            update.update().word()));
        } else {
            count(update, "refused");
            table.later(update.id(), config.refusedRetry(), code.get());
            LOG.warn(
                    new FileUpdateRefused(
                            update.id(),
                            update.cardId(),
                            update.network(),
                            update.update().word(),
                            code.get()));
        }
    }

    private Duration backoff(int attempts) {
        Duration wait = config.retryFirst();
        for (int i = 1; i < attempts && wait.compareTo(config.retryMax()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(config.retryMax()) < 0 ? wait : config.retryMax();
    }

    private void count(DueUpdate update, String outcome) {
        metrics.counter(
                        "kessai.file-updates.answers",
                        "network",
                        update.network(),
                        "outcome",
                        outcome)
                .increment();
    }

    /** Polls no more; one that runs has its answers kept, and then its session ends. */
    @Override
    public void close() {
        schedule.execute(this::endSession);
        schedule.shutdown();
    }
}
