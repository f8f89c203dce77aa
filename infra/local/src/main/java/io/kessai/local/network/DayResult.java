package io.kessai.local.network;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * How a day went.
 *
 * @param kinds messages sent, by kind
 * @param responseCodes answers received, by DE39
 * @param latencyMicros from writing a message to reading its answer
 * @param elapsed from the first message of the day to its last answer
 * @param accountsCompared whose balance the server told as the books have it, or not
 * @param keysChanged how often the server took a key for PIN blocks
 * @param leftOut messages that were not sent, since no link's dialect has words for them
 * @param complaints how often the server was wrong
 * @param firstComplaints the first of them, a line each
 * @param authorizations what the books have of every authorization when the day is over
 */
public record DayResult(
        long seed,
        SortedMap<Kind, Long> kinds,
        SortedMap<String, Long> responseCodes,
        Histogram latencyMicros,
        Duration elapsed,
        int accountsCompared,
        ProofCount proofs,
        int keysChanged,
        long leftOut,
        long complaints,
        List<String> firstComplaints,
        List<DayAuthorization> authorizations) {

    /** Whether every answer and every balance was right. */
    public boolean agreed() {
        return complaints == 0;
    }

    /** Answers received in the day, balance inquiries around it not counted. */
    public long answers() {
        return responseCodes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Answers a second over the whole day. */
    public double answersPerSecond() {
        return answers() * 1e9 / Math.max(1, elapsed.toNanos());
    }
}
