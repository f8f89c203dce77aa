package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.message.ReadResult;
import io.kessai.authorization.record.RecordObserver.RetryReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The metrics of the flow: names and tags are a public contract. */
class FlowMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FlowMetrics metrics = new FlowMetrics(registry);
    private final AtomicInteger queued = new AtomicInteger();

    @Test
    void theNamesAndTagsAreThese() {
        metrics.watch(queued::get, () -> false);
        metrics.unreadable(new ReadResult.Unreadable(7, "missing"));
        Set<String> told = new TreeSet<>();
        for (Meter meter : registry.getMeters()) {
            String tags =
                    meter.getId().getTags().stream()
                            .map(Tag::getKey)
                            .collect(Collectors.joining(","));
            String name = meter.getId().getName();
            told.add("%s %s %s".formatted(name, meter.getId().getType(), tags).strip());
        }
        told.removeIf(line -> line.contains(".percentile "));
        assertEquals(
                """
                kessai.answers COUNTER reason
                kessai.flow.latency TIMER kind
                kessai.record.batch.messages DISTRIBUTION_SUMMARY
                kessai.record.lacked.resources COUNTER
                kessai.record.queue.messages GAUGE
                kessai.record.retries COUNTER reason
                kessai.record.taken.back COUNTER
                kessai.reply.undelivered COUNTER
                kessai.stage.latency TIMER stage
                kessai.store.away GAUGE
                kessai.unreadable COUNTER field
                """,
                String.join("\n", told) + "\n");
    }

    @Test
    void everyReasonAndKindHasItsSeriesFromTheStart() {
        assertEquals(names(Reason.values()), tags("kessai.answers", "reason"));
        assertEquals(names(RetryReason.values()), tags("kessai.record.retries", "reason"));
        assertEquals(names(MessageKind.values()), tags("kessai.flow.latency", "kind"));
        assertEquals(Set.of("message", "record"), tags("kessai.stage.latency", "stage"));
    }

    @Test
    void anUnreadableMessageIsCountedByItsFirstBadField() {
        metrics.unreadable(new ReadResult.Unreadable(7, "missing"));
        metrics.unreadable(new ReadResult.Unreadable(49, "missing"));
        metrics.unreadable(new ReadResult.Unreadable(7, "no date"));
        assertEquals(2, registry.get("kessai.unreadable").tag("field", "7").counter().count());
        assertEquals(1, registry.get("kessai.unreadable").tag("field", "49").counter().count());
    }

    @Test
    void aCommitIsTimedAndItsMessagesAreCounted() {
        metrics.committed(64, TimeUnit.MILLISECONDS.toNanos(5));
        metrics.committed(2, TimeUnit.MILLISECONDS.toNanos(1));
        assertEquals(66, registry.get("kessai.record.batch.messages").summary().totalAmount());
        assertEquals(64, registry.get("kessai.record.batch.messages").summary().max());
        assertEquals(
                6,
                registry.get("kessai.stage.latency")
                        .tag("stage", "record")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS));
    }

    @Test
    void retriesAreCountedByReasonAndApprovalsTakenBackByNumber() {
        metrics.retried(RetryReason.KEY_TAKEN);
        metrics.retried(RetryReason.KEY_TAKEN);
        metrics.retried(RetryReason.DEADLOCK);
        metrics.takenBack(3);
        assertEquals(2, retries("KEY_TAKEN"));
        assertEquals(1, retries("DEADLOCK"));
        assertEquals(0, retries("LOCK_TIMEOUT"));
        assertEquals(3, registry.get("kessai.record.taken.back").counter().count());
    }

    @Test
    void queueAndStoreAreShownAsTheyAreNow() {
        metrics.watch(queued::get, () -> queued.get() > 1);
        queued.set(1);
        assertEquals(1, registry.get("kessai.record.queue.messages").gauge().value());
        assertEquals(0, registry.get("kessai.store.away").gauge().value());
        queued.set(5);
        assertEquals(5, registry.get("kessai.record.queue.messages").gauge().value());
        assertEquals(1, registry.get("kessai.store.away").gauge().value());
    }

    private double retries(String reason) {
        return registry.get("kessai.record.retries").tag("reason", reason).counter().count();
    }

    private Set<String> tags(String name, String key) {
        return registry.find(name).meters().stream()
                .map(meter -> meter.getId().getTag(key))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toSet());
    }
}
