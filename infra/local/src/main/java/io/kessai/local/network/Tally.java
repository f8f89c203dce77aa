package io.kessai.local.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what happens in a day. Thread-safe. */
final class Tally {
    private static final int COMPLAINTS_KEPT = 20;
    private static final long LATENCY_MICROS_MAX = 120_000_000;
    private static final int DIGITS = 3;

    private final EnumMap<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final TreeMap<String, Long> responseCodes = new TreeMap<>();
    private final Histogram latencyMicros = new Histogram(LATENCY_MICROS_MAX, DIGITS);
    private final List<String> firstComplaints = new ArrayList<>();
    private long proving;
    private long notProved;
    private long complaints;
    private long leftOut;

    synchronized void sent(Request request) {
        kinds.merge(request.kind(), 1L, Long::sum);
    }

    synchronized void answered(Request request, Answer answer, long latencyNanos) {
        if (ProofBook.isProving(request)) {
            proving++;
            notProved += ProofBook.isNotProved(answer.responseCode()) ? 1 : 0;
        }
        responseCodes.merge(answer.responseCode(), 1L, Long::sum);
        latencyMicros.recordValue(Math.min(LATENCY_MICROS_MAX, latencyNanos / 1_000));
    }

    /** A message that no link's dialect has words for. */
    synchronized void leftOut() {
        leftOut++;
    }

    synchronized void complain(String complaint) {
        complaints++;
        if (firstComplaints.size() < COMPLAINTS_KEPT) {
            firstComplaints.add(complaint);
        }
    }

    synchronized DayResult result(
            long seed,
            Duration elapsed,
            int accountsCompared,
            int keysChanged,
            List<DayAuthorization> authorizations) {
        return new DayResult(
                seed,
                new TreeMap<>(kinds),
                new TreeMap<>(responseCodes),
                latencyMicros.copy(),
                elapsed,
                accountsCompared,
                new ProofCount(proving, notProved),
                keysChanged,
                leftOut,
                complaints,
                List.copyOf(firstComplaints),
                authorizations);
    }
}
