package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Decision;
import io.kessai.authorization.decide.DecisionInput;
import io.kessai.authorization.decide.Effect;
import io.kessai.domain.Direction;
import io.kessai.domain.MessageKey;
import io.kessai.domain.controls.ControlRules;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any messages for one account, in any order, copied, repeated and lost, at two servers at once:
 * the books hold, a message has one answer, and what came of it is what some order one after the
 * other would have made of it.
 */
@Tag("database")
class InterleavingTest {
    private static final long LIMIT = 6_000;
    private static final int STORIES = 25;

    private final RecordKit kit = RecordKit.fast();

    /** What an account has posted and held. */
    private record Balance(long posted, long held) {}

    /** What counts for limits, of a card or of all of an account. */
    private record Counted(long amount, long count) {
        static final Counted NOTHING = new Counted(0, 0);

        static Counted of(Authorization authorization) {
            return new Counted(
                    authorization.counted(), authorization.spending().units() > 0 ? 1 : 0);
        }

        Counted plus(Counted more) {
            return new Counted(amount + more.amount, count + more.count);
        }

        Counted minus(Counted less) {
            return new Counted(amount - less.amount, count - less.count);
        }

        @Override
        public String toString() {
            return amount + "/" + count;
        }
    }

    /**
     * What one decision found and left.
     *
     * @param counts what it counts for, less what it gives back
     */
    private record Step(long card, Balance before, Balance after, Counted counts) {}

    @AfterEach
    void close() {
        kit.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverCrossesWhateverSomeOrderExplainsIt(long seed) throws Exception {
        long account = kit.account(LIMIT);
        crossing(seed, account, List.of(kit.cardOf(account), kit.cardOf(account)));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void limitsAreUsedAsSomeOrderUsesThem(long seed) throws Exception {
        long account = kit.account(LIMIT);
        List<RecordKit.Card> cards = List.of(kit.cardOf(account), kit.cardOf(account));
        kit.control(
                "account",
                account,
                "enforced",
                "limit amount lifetime 5000\nlimit amount rolling 24h 4800");
        for (RecordKit.Card card : cards) {
            kit.control(
                    "card",
                    card.id(),
                    "enforced",
                    "limit transaction 900\nlimit amount day 3000\nlimit count day 7");
        }

        List<Step> steps = crossing(seed, account, cards);

        assertTrue(
                kit.number("select count(*) from journal where reason like 'LIMIT%'") > 0,
                "no limit was reached, seed " + seed);
        for (RecordKit.Card card : cards) {
            assertEquals(
                    List.of(sum(steps.stream().filter(step -> step.card() == card.id()))),
                    used("card", card.id()),
                    "seed " + seed);
        }
        assertEquals(List.of(sum(steps.stream())), used("account", account), "seed " + seed);
        kit.assertUsageAddsUp("seed " + seed);
    }

    private static String sum(Stream<Step> steps) {
        return steps.map(Step::counts).reduce(Counted.NOTHING, Counted::plus).toString();
    }

    private List<String> used(String scope, long subject) {
        return kit.column(
                "select lifetime_amount || '/' || lifetime_count from usage where scope = '%s' and subject_id = %d"
                        .formatted(scope, subject));
    }

    /** Sends it all, and gives what each decision did. */
    private List<Step> crossing(long seed, long account, List<RecordKit.Card> cards)
            throws Exception {
        Random random = new Random(seed);
        List<Sent> messages = messages(random, cards);
        List<Recorder> servers =
                List.of(kit.recorder(RecordKit.PATIENT), kit.recorder(RecordKit.PATIENT));

        Map<MessageKey, Set<Answer>> answers = new HashMap<>();
        List<CompletableFuture<Answer>> pending = new ArrayList<>();
        for (Sent message : messages) {
            pending.add(kit.send(servers.get(random.nextInt(2)), message));
        }
        for (int i = 0; i < pending.size(); i++) {
            answers.computeIfAbsent(messages.get(i).request().key(), key -> new HashSet<>())
                    .add(RecordKit.await(pending.get(i)));
        }
        kit.closeRecorders();

        answers.forEach((key, given) -> assertEquals(1, given.size(), () -> key + ": " + given));
        kit.assertLedgerAgrees();
        assertEquals(
                List.of(), kit.column("select id from accounts where held < 0"), "seed " + seed);
        List<Step> steps = steps();
        assertEquals(answers.size(), steps.size(), "each message is decided once, seed " + seed);
        Balance end =
                new Balance(
                        kit.number("select posted from accounts where id = " + account),
                        kit.held(cards.getFirst()));
        assertTrue(isOnePath(steps, new Balance(0, 0), end), "seed " + seed + ": " + steps);
        return steps;
    }

    /** Stories of every kind, all their messages in no order, some twice, some not at all. */
    private static List<Sent> messages(Random random, List<RecordKit.Card> cards) {
        List<Sent> messages = new ArrayList<>();
        for (int story = 0; story < STORIES; story++) {
            Sent first =
                    Sent.purchase(cards.get(random.nextInt(2)).token(), 100 + random.nextInt(900));
            tell(random, random.nextInt(3) == 0 ? first.withMti("0200") : first, messages);
        }
        List<Sent> sent = new ArrayList<>();
        for (Sent message : messages) {
            int times = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(6) / 4;
            sent.addAll(Collections.nCopies(times, message));
            if (random.nextInt(6) == 0) {
                sent.add(message.withMti(message.mti().substring(0, 3) + "1"));
            }
        }
        // Near their order, as networks are: a story's messages cross, and those of others with it.
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            places.add(i + random.nextInt(12));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> Integer.compare(places.get(a), places.get(b)));
        return order.stream().map(sent::get).toList();
    }

    private static void tell(Random random, Sent first, List<Sent> messages) {
        messages.add(first);
        for (int more = random.nextInt(5); more > 0; more--) {
            long some = 1 + random.nextLong(900);
            switch (random.nextInt(6)) {
                case 0 -> messages.add(first.reversal());
                case 1 -> messages.add(first.reversalTo(some));
                case 2 -> messages.add(first.advice(some));
                case 3 -> messages.add(first.advice(some).withMti("0220"));
                case 4 -> messages.add(first.reversalTo(some).withMti("0420"));
                default -> {
                    Sent increment = first.increment(some);
                    messages.add(increment);
                    if (random.nextBoolean()) {
                        messages.add(increment.reversalTo(some / 2));
                    }
                }
            }
        }
    }

    /** Every decision in the journal, decided once more. */
    private List<Step> steps() throws SQLException {
        Decider decider = new Decider(HoldPolicyFile.shipped());
        List<Step> steps = new ArrayList<>();
        Map<Long, ControlRules> rules = new HashMap<>();
        try (Connection connection = kit.superuser();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select input_version, input, outcome from journal")) {
            rules.putAll(ControlsTable.all(connection));
            while (row.next()) {
                DecisionInput input =
                        InputCodec.decode(
                                row.getInt("input_version"),
                                row.getBytes("input"),
                                id -> Objects.requireNonNull(rules.get(id)));
                Decision again = decider.decide(input);
                assertTrue(
                        Arrays.equals(row.getBytes("outcome"), OutcomeCodec.encode(again)),
                        "decided otherwise");
                steps.add(step(input.situation().card().orElseThrow(), again));
            }
        }
        return steps;
    }

    private static Step step(CardSnapshot card, Decision decision) {
        long posted = card.posted();
        long held = card.held();
        Counted counts = Counted.NOTHING;
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Opened opened -> {
                    held += opened.opened().hold().remaining();
                    posted += signed(opened.opened(), opened.opened().posted());
                    counts = counts.plus(Counted.of(opened.opened()));
                }
                case Effect.Changed changed -> {
                    Authorization before = changed.before();
                    held += changed.after().hold().remaining() - before.hold().remaining();
                    posted += signed(before, changed.after().posted() - before.posted());
                    counts = counts.plus(Counted.of(changed.after())).minus(Counted.of(before));
                }
                case Effect.MovesNothing _ -> {}
            }
        }
        Balance found = new Balance(card.posted(), card.held());
        return new Step(card.cardId(), found, new Balance(posted, held), counts);
    }

    private static long signed(Authorization authorization, long posted) {
        return authorization.direction() == Direction.CREDIT ? posted : -posted;
    }

    /**
     * Whether the steps can be walked one after the other, each from where the one before it ended:
     * as many leave each balance as come to it, but for the first and the last, and all hang
     * together.
     */
    private static boolean isOnePath(List<Step> steps, Balance start, Balance end) {
        Map<Balance, Integer> surplus = new HashMap<>();
        Map<Balance, Set<Balance>> next = new HashMap<>();
        for (Step step : steps) {
            surplus.merge(step.before(), 1, Integer::sum);
            surplus.merge(step.after(), -1, Integer::sum);
            next.computeIfAbsent(step.before(), from -> new HashSet<>()).add(step.after());
        }
        surplus.merge(start, -1, Integer::sum);
        surplus.merge(end, 1, Integer::sum);
        Set<Balance> reached = new HashSet<>(Set.of(start));
        Deque<Balance> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Balance after : next.getOrDefault(open.pop(), Set.of())) {
                if (reached.add(after)) {
                    open.push(after);
                }
            }
        }
        return surplus.values().stream().allMatch(count -> count == 0)
                && reached.containsAll(next.keySet());
    }
}
