package io.kessai.local.network;

import io.kessai.iso8583.Edition;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * All links of the network to one server: sends messages, finds the message to each answer, ends
 * waits that took too long. Thread-safe.
 */
final class Traffic implements Closeable {
    /** Of so many accounts one is spoken of in terms of 1993. */
    private static final int ACCOUNTS_AN_EDITION = 3;

    private static final Duration SWEEP = Duration.ofMillis(250);

    private final List<NetworkLink> links = new ArrayList<>();
    private final Map<String, PendingAnswers> pending = new HashMap<>();
    private final Duration wait;
    private final Consumer<String> complaints;
    private final Thread sweeper;
    private volatile boolean closed;

    /**
     * Connects every link.
     *
     * @param wait how long an answer may take before it counts as missing
     * @param complaints told of answers that nobody waits for, and of lost links
     */
    Traffic(List<LinkAddress> addresses, Duration wait, Clock clock, Consumer<String> complaints)
            throws IOException {
        this.wait = wait;
        this.complaints = complaints;
        for (LinkAddress address : addresses) {
            pending.put(address.name(), new PendingAnswers());
        }
        try {
            for (LinkAddress address : addresses) {
                links.add(NetworkLink.open(address, new Matching(), clock));
            }
        } catch (IOException e) {
            closeLinks();
            throw e;
        }
        this.sweeper = Thread.ofVirtual().name("sweep").start(this::sweep);
    }

    int links() {
        return links.size();
    }

    LinkAddress address(int link) {
        return links.get(link).address();
    }

    /**
     * A link whose dialect has words for the message, or nothing. The messages of an account keep
     * to one edition of ISO 8583 where they can: each names originals in its own way. Changes of
     * key go round all links, each by the next one.
     *
     * @param taken by messages of the same key, and again by this one where it can be said there
     */
    OptionalInt choose(Request request, Map<String, Integer> taken) {
        int same = taken.getOrDefault(request.key(), -1);
        if (same >= 0 && links.get(same).canSay(request)) {
            return OptionalInt.of(same);
        }
        int[] able =
                IntStream.range(0, links.size())
                        .filter(link -> links.get(link).canSay(request))
                        .toArray();
        if (KeyChangeStory.isKeyChange(request)) {
            return able.length == 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(able[KeyChangeStory.turn(request) % able.length]);
        }
        Edition preferred =
                Math.floorMod(request.account(), ACCOUNTS_AN_EDITION) == 0
                        ? Edition.ISO_1993
                        : Edition.ISO_1987;
        int[] alike =
                Arrays.stream(able)
                        .filter(link -> address(link).dialect().edition() == preferred)
                        .toArray();
        int[] from = alike.length > 0 ? alike : able;
        return from.length == 0
                ? OptionalInt.empty()
                : OptionalInt.of(from[Math.floorMod(request.number() * 31, from.length)]);
    }

    /**
     * Sends a message over a link.
     *
     * @param waiter told of its answer; nothing when none may come
     */
    void send(Request request, int link, Optional<PendingAnswers.Waiter> waiter) {
        NetworkLink chosen = links.get(link);
        waiter.ifPresent(
                told ->
                        pendingOf(chosen)
                                .add(new PendingAnswers.Sent(request, System.nanoTime(), told)));
        try {
            chosen.send(request);
        } catch (IOException e) {
            complaints.accept(request + " could not be sent: " + e.getMessage());
        }
    }

    /** Messages that wait for an answer. */
    int waiting() {
        return pending.values().stream().mapToInt(PendingAnswers::size).sum();
    }

    /** Polls that have not come back. */
    long pollsOutstanding() {
        return links.stream().mapToLong(NetworkLink::pollsOutstanding).sum();
    }

    private PendingAnswers pendingOf(NetworkLink link) {
        PendingAnswers answers = pending.get(link.address().name());
        if (answers == null) {
            throw new IllegalStateException("no link " + link.address().name());
        }
        return answers;
    }

    private void sweep() {
        while (!closed) {
            try {
                Thread.sleep(SWEEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long before = System.nanoTime() - wait.toNanos();
            for (PendingAnswers each : pending.values()) {
                each.takeOlderThan(before)
                        .forEach(sent -> sent.waiter().done(Optional.empty(), wait.toNanos()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        sweeper.interrupt();
        closeLinks();
    }

    private void closeLinks() {
        for (NetworkLink link : links) {
            try {
                link.close();
            } catch (IOException e) {
                complaints.accept("link " + link.address().name() + ": " + e.getMessage());
            }
        }
    }

    private final class Matching implements NetworkLink.Listener {
        @Override
        public void answered(NetworkLink link, Answer answer) {
            Optional<PendingAnswers.Sent> sent = pendingOf(link).take(answer);
            if (sent.isEmpty()) {
                complaints.accept(
                        "an answer nobody waits for on %s: %s, DE11 %s, DE39 %s"
                                .formatted(
                                        link.address().name(),
                                        answer.mti(),
                                        answer.text(11),
                                        answer.responseCode()));
                return;
            }
            long latency = System.nanoTime() - sent.get().atNanos();
            sent.get().waiter().done(Optional.of(answer), latency);
        }

        @Override
        public void failed(NetworkLink link, String what) {
            complaints.accept("link " + link.address().name() + ": " + what);
        }
    }
}
