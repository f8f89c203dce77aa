package io.kessai.local.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was sent over one link and waits for its answer, matched by the fields that come back as
 * sent: 7, 11, 37, 41, 42 and 32 (section 1). Copies are matched in the order of sending.
 * Thread-safe.
 */
final class PendingAnswers {

    /** Fields that an answer repeats; one to an unreadable message may lack the last four. */
    private static final int[] MATCHED = {37, 41, 42, 32};

    private final Map<String, List<Sent>> waiting = new HashMap<>();

    /**
     * A message under way.
     *
     * @param atNanos of {@link System#nanoTime}, just before it was written
     */
    record Sent(Request request, long atNanos, Waiter waiter) {}

    /** Told once: of the answer, or that none came in time. */
    interface Waiter {
        void done(Optional<Answer> answer, long latencyNanos);
    }

    synchronized void add(Sent sent) {
        waiting.computeIfAbsent(key(sent.request), any -> new ArrayList<>(1)).add(sent);
    }

    /** The message that this answers, which waits no longer; or nothing. */
    synchronized Optional<Sent> take(Answer answer) {
        String key = answer.mti() + answer.text(7) + answer.text(11);
        List<Sent> candidates = waiting.getOrDefault(key, List.of());
        for (Iterator<Sent> each = candidates.iterator(); each.hasNext(); ) {
            Sent sent = each.next();
            if (matches(sent.request, answer)) {
                each.remove();
                if (candidates.isEmpty()) {
                    waiting.remove(key);
                }
                return Optional.of(sent);
            }
        }
        return Optional.empty();
    }

    /** Takes out everything sent before a moment of {@link System#nanoTime}. */
    synchronized List<Sent> takeOlderThan(long nanos) {
        List<Sent> old = new ArrayList<>();
        for (List<Sent> each : waiting.values()) {
            each.stream().filter(sent -> sent.atNanos - nanos < 0).forEach(old::add);
            each.removeIf(sent -> sent.atNanos - nanos < 0);
        }
        waiting.values().removeIf(List::isEmpty);
        return old;
    }

    synchronized int size() {
        return waiting.values().stream().mapToInt(List::size).sum();
    }

    private static String key(Request request) {
        return request.responseMti() + request.text(7) + request.text(11);
    }

    private static boolean matches(Request request, Answer answer) {
        for (int field : MATCHED) {
            boolean absent = request.kind() == Kind.MALFORMED && answer.text(field).isEmpty();
            if (!absent && !request.text(field).equals(answer.text(field))) {
                return false;
            }
        }
        return true;
    }
}
