package io.kessai.authorization;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.message.ReadResult;
import io.kessai.authorization.record.RecordObserver;
import io.kessai.domain.MessageKey;
import io.kessai.log.EventLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Counts and times the flow, and tells what somebody has to look at. Names of meters are a public
 * contract: FlowMetricsTest. Thread-safe.
 */
final class FlowMetrics implements RecordObserver {

    private static final EventLog LOG = EventLog.of(AuthorizationFlow.class);

    /** A message failed by a fault of ours, alone. */
    private record MessageFailed(String messageKey, String cause) {}

    /** An approval that should be taken back could not be; it is tried again, ever more rarely. */
    private record TakeBackFailed(String messageKey, int attempts, String cause) {}

    /** A server ended with approvals to take back: they hold until repeat, reversal or expiry. */
    private record NotTakenBack(int approvals) {}

    /** The database lacks resources: transactions fail and are answered 91. Told once a minute. */
    private record StoreLacksResources(String sqlState) {}

    /** The database is away: every message is answered 91 until it is back. */
    private record StoreLost(String cause) {}

    /** The database is back. */
    private record StoreFound(String cause) {}

    /** The database may lose what it commits: it is set so. */
    private record StoreNotDurable(String setting) {}

    /** The thread that watches the lanes met a bug of ours, and goes on. */
    private record WatchFailed(String cause) {}

    /** The journal's partitions run out: its default partition will fill. */
    private record PartitionsRunOut(int daysAhead) {}

    /** Partitions could not be looked after; it is tried again. */
    private record PartitionsFailed(String cause) {}

    /** Two programs locked in different orders. */
    private record Deadlocked() {}

    private static final long TOLD_AGAIN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final MeterRegistry registry;
    private final Timer read;
    private final Timer commit;
    private final DistributionSummary batch;
    private final Counter takenBack;
    private final Counter lackedResources;
    private final AtomicLong lackToldNotBefore = new AtomicLong(System.nanoTime());
    private final Counter undelivered;
    private final Map<Reason, Counter> answers = new EnumMap<>(Reason.class);
    private final Map<MessageKind, Timer> latencies = new EnumMap<>(MessageKind.class);
    private final Map<RetryReason, Counter> retries = new EnumMap<>(RetryReason.class);

    FlowMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.read = timer("message");
        this.commit = timer("record");
        this.batch =
                DistributionSummary.builder("kessai.record.batch.messages")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
        this.takenBack = registry.counter("kessai.record.taken.back");
        this.lackedResources = registry.counter("kessai.record.lacked.resources");
        this.undelivered = registry.counter("kessai.reply.undelivered");
        for (Reason reason : Reason.values()) {
            answers.put(reason, registry.counter("kessai.answers", "reason", reason.name()));
        }
        for (RetryReason reason : RetryReason.values()) {
            retries.put(reason, registry.counter("kessai.record.retries", "reason", reason.name()));
        }
        for (MessageKind kind : MessageKind.values()) {
            latencies.put(
                    kind,
                    Timer.builder("kessai.flow.latency")
                            .tag("kind", kind.name())
                            .publishPercentiles(0.5, 0.99, 0.999)
                            .register(registry));
        }
    }

    /**
     * Shows the state of the recorder from now on.
     *
     * @param queued how many messages wait for all lanes
     */
    void watch(Supplier<Number> queued, BooleanSupplier isStoreAway) {
        Gauge.builder("kessai.record.queue.messages", queued).register(registry);
        Gauge.builder("kessai.store.away", () -> isStoreAway.getAsBoolean() ? 1 : 0)
                .register(registry);
    }

    /** A message was read and queues for its lane. */
    void read(long arrivedNanos) {
        read.record(System.nanoTime() - arrivedNanos, TimeUnit.NANOSECONDS);
    }

    /** A message could not be read. */
    void unreadable(ReadResult.Unreadable unreadable) {
        registry.counter("kessai.unreadable", "field", Integer.toString(unreadable.field()))
                .increment();
    }

    /** An answer was made. */
    void answered(AuthorizationRequest request, Reason reason, long arrivedNanos) {
        count(answers, reason);
        Timer latency = latencies.get(request.kind());
        if (latency != null) {
            latency.record(System.nanoTime() - arrivedNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** An answer found its link closed. */
    void undelivered(AuthorizationRequest request, Reason reason) {
        undelivered.increment();
    }

    @Override
    public void committed(int messages, long nanos) {
        batch.record(messages);
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void retried(RetryReason reason) {
        count(retries, reason);
        if (reason == RetryReason.DEADLOCK) {
            LOG.warn(new Deadlocked());
        }
    }

    @Override
    public void failed(AuthorizationRequest request, Exception cause) {
        LOG.error(new MessageFailed(request.key().line(), cause.getClass().getName()), cause);
    }

    @Override
    public void takenBack(int approvals) {
        takenBack.increment(approvals);
    }

    @Override
    public void takeBackFailed(MessageKey key, int attempts, Exception cause) {
        TakeBackFailed event = new TakeBackFailed(key.line(), attempts, cause.getClass().getName());
        if (attempts == 1) {
            LOG.error(event, cause);
        } else {
            LOG.error(event);
        }
    }

    @Override
    public void notTakenBack(int approvals) {
        LOG.error(new NotTakenBack(approvals));
    }

    @Override
    public void lackedResources(String sqlState) {
        lackedResources.increment();
        long now = System.nanoTime();
        long notBefore = lackToldNotBefore.get();
        if (now - notBefore >= 0
                && lackToldNotBefore.compareAndSet(notBefore, now + TOLD_AGAIN_AFTER_NANOS)) {
            LOG.error(new StoreLacksResources(sqlState));
        }
    }

    @Override
    public void store(boolean isAway, String cause) {
        if (isAway) {
            LOG.error(new StoreLost(cause));
        } else {
            LOG.info(new StoreFound(cause));
        }
    }

    @Override
    public void notDurable(String setting) {
        LOG.warn(new StoreNotDurable(setting));
    }

    @Override
    public void watchFailed(RuntimeException bug) {
        LOG.error(new WatchFailed(bug.getClass().getName()), bug);
    }

    @Override
    public void partitionsRunOut(int daysAhead) {
        LOG.warn(new PartitionsRunOut(daysAhead));
    }

    @Override
    public void partitionsFailed(Exception cause) {
        LOG.warn(new PartitionsFailed(cause.getClass().getName()));
    }

    private Timer timer(String stage) {
        return Timer.builder("kessai.stage.latency")
                .tag("stage", stage)
                .publishPercentiles(0.5, 0.99, 0.999)
                .register(registry);
    }

    private static <K extends Enum<K>> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }
}
