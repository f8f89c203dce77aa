package io.kessai.local.network;

import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network whose servers are killed while it sends: it goes on at its rate, connects again when a
 * link is lost, sends some messages twice over two links at once, and repeats (xxx1) what was not
 * answered until it is. It remembers every answer it received.
 *
 * <p>It keeps no books of what an answer must be, as nobody knows what reached a dying server in
 * which order; it knows that one message has one answer. One thread sends; the rest may be called
 * by any.
 */
public final class RetryingNetwork implements Closeable {
    private static final Duration SWEEP = Duration.ofMillis(250);
    private static final Duration REPEAT_PAUSE = Duration.ofMillis(100);
    private static final int REPEATS_AT_ONCE = 128;
    private static final int COPIED_ONE_IN = 3;

    /** After so many repeats an answer made without a decision counts as the final one. */
    private static final int REPEATS_MAX = 30;

    private final List<ReconnectingLink> links;
    private final AnswerLog log;
    private final Duration answerWait;
    private final SplittableRandom random;
    private final Clock clock = Clock.systemUTC();
    private final Exchanges exchanges = new Exchanges();
    private final PinZone pins = new PinZone();
    private final Map<Integer, Answer> answersByNumber = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();
    private final Thread sweeper;
    private Optional<KeyChanger> keyChanger = Optional.empty();
    private volatile boolean closed;

    /**
     * @param log every message sent and what came back for it is written to it
     * @param answerWait after which an answer counts as missing
     * @param seed chooses links and copies
     */
    public RetryingNetwork(
            List<LinkAddress> addresses, AnswerLog log, Duration answerWait, long seed) {
        this.links =
                addresses.stream().map(address -> new ReconnectingLink(address, clock)).toList();
        this.log = log;
        this.answerWait = answerWait;
        this.random = new SplittableRandom(seed);
        this.sweeper = Thread.ofVirtual().name("sweep").start(this::sweep);
    }

    /**
     * The messages of a day that one answer each is enough to judge: financial ones that can be
     * read, and said in any dialect; copies and repeats only of what is there under the same key.
     */
    public static List<Request> messagesOf(Day day) {
        Set<String> keys = new HashSet<>();
        return day.requests().stream()
                .filter(request -> request.field(ProofBook.PRINTED_VALUE).isEmpty())
                .filter(
                        request ->
                                switch (request.kind()) {
                                    case PURCHASE,
                                            CASH,
                                            CASHBACK,
                                            REFUND,
                                            VERIFICATION,
                                            INQUIRY,
                                            ADVICE,
                                            INCREMENT,
                                            FINANCIAL,
                                            FINANCIAL_ADVICE,
                                            REVERSAL,
                                            REVERSAL_ADVICE,
                                            CUTOVER,
                                            ADMINISTRATIVE,
                                            CARD_BLOCK ->
                                            keys.add(request.key());
                                    case REPEAT, COPY -> keys.contains(request.key());
                                    case REUSED_KEY,
                                            UNKNOWN_TYPE,
                                            MALFORMED,
                                            UNANSWERABLE,
                                            ECHO,
                                            KEY_CHANGE ->
                                            false;
                                })
                .toList();
    }

    /**
     * Changes the key of its PIN blocks from now on, many times. Without it they are under the key
     * before any change: whoever calls this calls it for every network of the same servers.
     */
    public void changeKeys() {
        keyChanger = Optional.of(KeyChanger.start(links, pins, random.split(), clock));
    }

    /** How often the servers took a key. */
    public int keysChanged() {
        return pins.changes();
    }

    /** Sends on a schedule, whether answers come or not: open loop. Returns after the last. */
    public void send(List<Request> requests, int ratePerSecond) throws InterruptedException {
        long from = System.nanoTime();
        long sent = 0;
        for (Request drafted : requests) {
            long due = from + sent++ * 1_000_000_000L / ratePerSecond;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            Request request = Replay.withApprovalCode(drafted, answersByNumber);
            exchanges.sent(request);
            int link = random.nextInt(links.size());
            transmit(request, links.get(link), _ -> {});
            if (random.nextInt(COPIED_ONE_IN) == 0) {
                Request copy = random.nextBoolean() ? request : request.repeated();
                int other = link + 1 + random.nextInt(Math.max(1, links.size() - 1));
                transmit(copy, links.get(other % links.size()), _ -> {});
            }
        }
    }

    /** Waits until nothing that was sent waits for an answer. */
    public void awaitQuiet() throws InterruptedException {
        while (underWay.get() > 0) {
            Thread.sleep(10);
        }
    }

    /**
     * Repeats everything that has no answer of record until two repeats of it in a row got the
     * same.
     *
     * @return what is still without, a line each
     */
    public List<String> repeatUnanswered() throws InterruptedException {
        return repeatUntilAgreed(exchanges.open());
    }

    /** Repeats every message ever sent until two repeats of it in a row got the same answer. */
    public List<String> repeatEverything() throws InterruptedException {
        return repeatUntilAgreed(exchanges.all());
    }

    /**
     * A line for each message that got two different answers, or later none of record, or whose
     * right PIN was wrong to the server.
     */
    public List<String> contradictions() {
        return exchanges.contradictions();
    }

    /** How many different messages were sent. */
    public int messages() {
        return exchanges.size();
    }

    /** How many requests (0100, 0101) were approved in their last answer. */
    public long approvals() {
        return exchanges.approvals();
    }

    /** How often a message was sent, or could not be, and no answer came. */
    public int unansweredSends() {
        return missing.get();
    }

    /** How many answers had this DE39. */
    public long answersWith(String responseCode) {
        return exchanges.answersWith(responseCode);
    }

    /** Why links were lost, a line for each time. */
    public List<String> losses() {
        return links.stream().flatMap(link -> link.losses().stream()).toList();
    }

    /** How often a link was lost. */
    public long linksLost() {
        return losses().size();
    }

    private List<String> repeatUntilAgreed(List<Request> requests) throws InterruptedException {
        List<Request> open = requests;
        Map<String, String> before = new ConcurrentHashMap<>();
        for (int repeat = 1; !open.isEmpty() && repeat <= REPEATS_MAX; repeat++) {
            boolean last = repeat == REPEATS_MAX;
            Set<String> answered = repeatOnce(open);
            open =
                    open.stream()
                            .filter(request -> !agreed(request, answered, before, last))
                            .toList();
            if (repeat > 1) {
                Thread.sleep(REPEAT_PAUSE);
            }
        }
        return open.stream().map(request -> request + " has no consistent answer").toList();
    }

    private boolean agreed(
            Request request, Set<String> answered, Map<String, String> before, boolean last) {
        if (!answered.contains(request.key())) {
            before.remove(request.key());
            return false;
        }
        String now = exchanges.lastAnswer(request).orElseThrow();
        boolean same = now.equals(before.put(request.key(), now));
        return same && (last || !exchanges.endsUndecided(request));
    }

    /** Sends a repeat of each, some at a time; gives the keys of those that were answered. */
    private Set<String> repeatOnce(List<Request> requests) throws InterruptedException {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        for (int from = 0; from < requests.size(); from += REPEATS_AT_ONCE) {
            List<Request> part =
                    requests.subList(from, Math.min(requests.size(), from + REPEATS_AT_ONCE));
            CountDownLatch open = new CountDownLatch(part.size());
            for (Request request : part) {
                ReconnectingLink link = links.get(random.nextInt(links.size()));
                transmit(
                        request.repeated(),
                        link,
                        answer -> {
                            answer.ifPresent(_ -> answered.add(request.key()));
                            open.countDown();
                        });
            }
            open.await();
        }
        return answered;
    }

    private interface Told {
        void answer(Optional<Answer> answer);
    }

    private void transmit(Request drafted, ReconnectingLink link, Told told) {
        Request request = drafted.numbered(numbers.getAndIncrement());
        Instant sentAt = clock.instant();
        underWay.incrementAndGet();
        link.send(
                pins.sealed(request),
                (answer, _) -> {
                    pins.ended(request);
                    answer.ifPresent(
                            received -> {
                                exchanges.answered(request, received);
                                remember(drafted, received);
                            });
                    answer.ifPresentOrElse(_ -> {}, missing::incrementAndGet);
                    log.write(AnswerRecord.of(request, link.address(), sentAt, answer));
                    told.answer(answer);
                    underWay.decrementAndGet();
                });
    }

    private void remember(Request drafted, Answer received) {
        if (!received.text(38).isEmpty()) {
            answersByNumber.put(drafted.number(), received);
        }
    }

    private void sweep() {
        while (!closed) {
            try {
                Thread.sleep(SWEEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long before = System.nanoTime() - answerWait.toNanos();
            links.forEach(link -> link.giveUpOlderThan(before));
        }
    }

    @Override
    public void close() {
        closed = true;
        sweeper.interrupt();
        keyChanger.ifPresent(KeyChanger::close);
        links.forEach(ReconnectingLink::close);
    }
}
