package io.kessai.local.network;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Plays a day against a server and compares every answer with the books.
 *
 * <p>Steps start on a schedule, except that a step waits for the one before it of the same account:
 * the books then know in which order the server decided. Before and after the day every account
 * that can be asked is asked for its balance. One player plays one day.
 */
public final class DayPlayer {
    private static final int INQUIRIES_AT_ONCE = 64;

    private final Day day;
    private final Settings settings;
    private final Clock clock = Clock.systemUTC();
    private final Tally tally = new Tally();
    private final Books books;
    private final PinZone pins = new PinZone();
    private final Map<Integer, Deque<Day.Step>> waiting = new ConcurrentHashMap<>();
    private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();

    /** By message number. */
    private final Map<Integer, String> dialects = new ConcurrentHashMap<>();

    private final CountDownLatch stepsOpen;

    /**
     * How a day is played.
     *
     * @param rate steps a second at most, 0 for no limit
     * @param answerWait how long an answer may take before it counts as missing
     * @param log what was sent and received is written to it
     * @param progress told how many more messages were sent
     */
    public record Settings(
            List<LinkAddress> links,
            int rate,
            Duration answerWait,
            AnswerLog log,
            LongConsumer progress) {}

    private DayPlayer(Day day, Settings settings) {
        this.day = day;
        this.settings = settings;
        this.books = new Books(day.fleet());
        this.stepsOpen = new CountDownLatch(day.steps().size());
    }

    /**
     * Plays the day.
     *
     * @throws IOException when a link cannot be opened
     */
    public static DayResult play(Day day, Settings settings)
            throws IOException, InterruptedException {
        return record(day, settings).result();
    }

    /**
     * Plays the day and keeps what the server said, so that {@link Replay} can judge it again.
     *
     * @throws IOException when a link cannot be opened
     */
    public static RecordedDay record(Day day, Settings settings)
            throws IOException, InterruptedException {
        DayPlayer player = new DayPlayer(day, settings);
        try (Traffic traffic =
                        new Traffic(
                                settings.links,
                                settings.answerWait,
                                player.clock,
                                player.tally::complain);
                ExecutorService sender = Executors.newSingleThreadExecutor()) {
            return player.play(traffic, sender);
        }
    }

    private RecordedDay play(Traffic traffic, ExecutorService sender) throws InterruptedException {
        signOn(traffic);
        List<Integer> asked = day.accounts().stream().filter(day.fleet()::canBeInquired).toList();
        Map<Integer, Answer> opening = ask(traffic, asked, 2);
        opening.forEach(
                (account, answer) ->
                        available(answer)
                                .ifPresentOrElse(
                                        available -> books.open(account, available),
                                        () ->
                                                tally.complain(
                                                        "account "
                                                                + account
                                                                + " tells no balance")));
        long from = System.nanoTime();
        schedule(traffic, sender);
        stepsOpen.await();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - from);
        Map<Integer, Answer> closing = ask(traffic, asked, 1);
        closing.forEach(
                (account, answer) ->
                        books.checkClosing(account, answer).ifPresent(tally::complain));
        if (traffic.pollsOutstanding() != 0) {
            tally.complain(traffic.pollsOutstanding() + " polls did not come back");
        }
        DayResult result =
                tally.result(day.seed(), elapsed, closing.size(), pins.changes(), authorizations());
        return new RecordedDay(result, Map.copyOf(answers), balances(opening, closing));
    }

    private List<DayAuthorization> authorizations() {
        return books.authorizations().stream()
                .map(
                        each ->
                                each.askedIn(
                                        dialects.getOrDefault(each.number(), HoldDays.NO_DIALECT)))
                .toList();
    }

    private static Map<Integer, Replay.Balance> balances(
            Map<Integer, Answer> opening, Map<Integer, Answer> closing) {
        Map<Integer, Replay.Balance> balances = new HashMap<>();
        opening.forEach(
                (account, answer) ->
                        balances.put(
                                account,
                                new Replay.Balance(
                                        available(answer).orElse(0L),
                                        Optional.ofNullable(closing.get(account))
                                                .flatMap(DayPlayer::available))));
        return balances;
    }

    private static Optional<Long> available(Answer inquiry) {
        return Amounts.balance(inquiry.text(54), "02");
    }

    private void schedule(Traffic traffic, ExecutorService sender) throws InterruptedException {
        long from = System.nanoTime();
        long step = 0;
        for (Day.Step next : day.steps()) {
            if (settings.rate > 0) {
                long due = from + step * 1_000_000_000L / settings.rate;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            }
            step++;
            if (next.changesKey()) {
                change(next, traffic);
            } else {
                sender.execute(() -> offer(next, traffic, sender));
            }
            settings.progress.accept(next.requests().size());
        }
    }

    /**
     * Plays a step of a key change to its end; meanwhile what was started before goes on, and
     * nothing is started.
     */
    private void change(Day.Step step, Traffic traffic) throws InterruptedException {
        pins.awaitNoneOlder();
        CountDownLatch open = new CountDownLatch(step.requests().size());
        send(step, traffic, open::countDown);
        open.await();
        stepsOpen.countDown();
    }

    /** Starts a step unless its account has one under way. Runs on the sending thread. */
    private void offer(Day.Step step, Traffic traffic, ExecutorService sender) {
        Deque<Day.Step> before = waiting.get(step.account());
        if (before != null) {
            before.add(step);
            return;
        }
        waiting.put(step.account(), new ArrayDeque<>());
        start(step, traffic, sender);
    }

    private void start(Day.Step step, Traffic traffic, ExecutorService sender) {
        AtomicInteger open = new AtomicInteger(step.requests().size() + 1);
        Runnable one =
                () -> {
                    if (open.decrementAndGet() == 0) {
                        sender.execute(() -> ended(step, traffic, sender));
                    }
                };
        send(step, traffic, one);
        one.run();
    }

    /**
     * @param then told of the end of each message
     */
    private void send(Day.Step step, Traffic traffic, Runnable then) {
        Map<String, Integer> links = new HashMap<>();
        for (Request drafted : step.requests()) {
            try {
                send(drafted, traffic, links, then);
            } catch (RuntimeException e) {
                tally.complain(drafted + ": the simulated network failed: " + e);
                pins.ended(drafted);
                then.run();
            }
        }
    }

    /**
     * @param links of the step, by message key: copies sent at once keep to one dialect, whichever
     *     of them the server takes for the first
     */
    private void send(Request drafted, Traffic traffic, Map<String, Integer> links, Runnable then) {
        Request request = Replay.withApprovalCode(drafted, answers);
        OptionalInt chosen = traffic.choose(request, links);
        if (chosen.isEmpty()) {
            tally.leftOut();
            then.run();
            return;
        }
        int link = chosen.getAsInt();
        links.putIfAbsent(request.key(), link);
        dialects.put(request.number(), traffic.address(link).dialect().name());
        Expectation expected = books.expect(request);
        tally.sent(request);
        Instant sentAt = clock.instant();
        if (!expected.isAnswered()) {
            traffic.send(request, link, Optional.empty());
            then.run();
            return;
        }
        traffic.send(
                pins.sealed(request),
                link,
                Optional.of(
                        (answer, latency) -> {
                            try {
                                pins.ended(request);
                                log(request, traffic.address(link), sentAt, answer);
                                judge(request, expected, answer, latency);
                            } finally {
                                then.run();
                            }
                        }));
    }

    private void ended(Day.Step step, Traffic traffic, ExecutorService sender) {
        Deque<Day.Step> queue = waiting.get(step.account());
        Day.Step next = queue == null ? null : queue.poll();
        if (next == null) {
            waiting.remove(step.account());
        } else {
            start(next, traffic, sender);
        }
        stepsOpen.countDown();
    }

    private void judge(
            Request request, Expectation expected, Optional<Answer> received, long latency) {
        if (received.isEmpty()) {
            tally.complain(request + ": must be answered " + expected.responseCode() + ", was not");
            return;
        }
        Answer answer = received.get();
        answers.put(request.number(), answer);
        tally.answered(request, answer, latency);
        if (request.kind() == Kind.KEY_CHANGE && answer.responseCode().equals("00")) {
            KeyChangeStory.key(request).ifPresent(pins::change);
        }
        books.check(request, expected, answer)
                .ifPresent(complaint -> tally.complain(request + ": " + complaint));
    }

    private void signOn(Traffic traffic) throws InterruptedException {
        Drafts drafts = drafts(3);
        CountDownLatch open = new CountDownLatch(traffic.links());
        for (int link = 0; link < traffic.links(); link++) {
            String name = traffic.address(link).name();
            traffic.send(
                    drafts.management(Kind.ECHO, "001").request(),
                    link,
                    Optional.of(
                            (answer, latency) -> {
                                if (answer.isEmpty() || !answer.get().responseCode().equals("00")) {
                                    tally.complain("link " + name + " was not signed on");
                                }
                                open.countDown();
                            }));
        }
        open.await();
    }

    /** Asks accounts for their balances, some at a time; those that answer are in the map. */
    private Map<Integer, Answer> ask(Traffic traffic, List<Integer> accounts, int secondsBefore)
            throws InterruptedException {
        Drafts drafts = drafts(secondsBefore);
        Map<Integer, Answer> told = new ConcurrentHashMap<>();
        int number = day.requests().size() + (3 - secondsBefore) * accounts.size();
        List<List<Integer>> rounds = rounds(accounts);
        for (List<Integer> round : rounds) {
            CountDownLatch open = new CountDownLatch(round.size());
            for (int account : round) {
                int card = day.fleet().inquiringCard(account);
                Request inquiry =
                        drafts.message(Kind.INQUIRY, "0100", card, "30", 0).place(number++);
                int link = traffic.choose(inquiry, Map.of()).orElse(0);
                Instant sentAt = clock.instant();
                traffic.send(
                        inquiry,
                        link,
                        Optional.of(
                                (answer, latency) -> {
                                    log(inquiry, traffic.address(link), sentAt, answer);
                                    answer.ifPresentOrElse(
                                            received -> told.put(account, received),
                                            () ->
                                                    tally.complain(
                                                            "account "
                                                                    + account
                                                                    + ": inquiry unanswered"));
                                    open.countDown();
                                }));
            }
            open.await();
        }
        return new HashMap<>(told);
    }

    private static List<List<Integer>> rounds(List<Integer> accounts) {
        List<List<Integer>> rounds = new ArrayList<>();
        for (int at = 0; at < accounts.size(); at += INQUIRIES_AT_ONCE) {
            rounds.add(accounts.subList(at, Math.min(accounts.size(), at + INQUIRIES_AT_ONCE)));
        }
        return rounds;
    }

    /** Messages around the day, with reference numbers that the day does not use. */
    private Drafts drafts(int secondsBefore) {
        return new Drafts(
                new SplittableRandom(day.seed()),
                day.fleet(),
                day.start().minusSeconds(secondsBefore));
    }

    private void log(Request request, LinkAddress link, Instant sentAt, Optional<Answer> answer) {
        boolean isJournaled =
                request.kind() != Kind.ECHO
                        && request.kind() != Kind.MALFORMED
                        && !KeyChangeStory.isKeyChange(request);
        if (isJournaled) {
            settings.log.write(AnswerRecord.of(request, link, sentAt, answer));
        }
    }
}
