package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Reason;
import io.kessai.domain.PanToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day that was decided by some controls, backtested with others, is answered as the same day on
 * another database where those were set from the start.
 */
@Tag("database")
class BacktestPropertyTest {
    private static final int STORIES = 30;
    private static final String[] SCOPES = {"product standard", "account 1", "card 1", "card 2"};

    @TempDir private Path folder;

    /** One message, or the rejection of the answer that was given to it. */
    private record Step(int card, Sent message, boolean isRejection) {}

    /** A database, and its two cards of one account. */
    private record World(RecordKit kit, List<RecordKit.Card> cards) {
        private static World make(Map<String, String> controls) {
            RecordKit kit = RecordKit.fast();
            long account = kit.account(1_000_000_000);
            World world = new World(kit, List.of(kit.cardOf(account), kit.cardOf(account)));
            controls.forEach(
                    (subject, rules) -> {
                        String[] words = subject.split(" ");
                        kit.control(words[0], words[1], "enforced", rules);
                    });
            return world;
        }

        /** The reason given to each message. */
        private Map<String, Reason> play(List<Step> steps) {
            Map<String, Reason> answers = new HashMap<>();
            Recorder recorder = kit.recorder(RecordKit.oneLane());
            for (Step step : steps) {
                Sent mine = step.message().withCard(cards.get(step.card()).token());
                if (step.isRejection()) {
                    recorder.rejected(mine.request().key(), mine.card());
                } else {
                    answers.put(mine.request().key().line(), kit.ask(recorder, mine).reason());
                }
            }
            kit.closeRecorders();
            return answers;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aBacktestAnswersAsDecidingAnewDoes(long seed) throws IOException {
        Random random = new Random(seed);
        Map<String, String> recorded = seed % 2 == 0 ? Map.of() : controls(random);
        Map<String, String> tried = controls(random);
        Map<String, String> effective = new HashMap<>(recorded);
        effective.putAll(tried);
        List<Step> steps = steps(random, recorded.isEmpty());
        World was = World.make(recorded);
        World anew = World.make(effective);

        Map<String, Reason> backtested = new HashMap<>(was.play(steps));
        Map<String, Reason> expected = anew.play(steps);
        backtested.putAll(changes(was.kit().endpoint(), tried));

        expected.forEach(
                (key, reason) ->
                        assertEquals(
                                reason,
                                backtested.get(key),
                                () ->
                                        "seed %d: %s; recorded %s, tried %s"
                                                .formatted(seed, key, recorded, tried)));
        assertEquals(expected.size(), backtested.size());
    }

    /** The reasons that a backtest tells otherwise. */
    private Map<String, Reason> changes(StoreEndpoint server, Map<String, String> tried)
            throws IOException {
        Path file = folder.resolve("controls");
        Path csv = folder.resolve("csv");
        StringBuilder sections = new StringBuilder();
        tried.forEach((subject, rules) -> sections.append(subject + ":\n" + rules + "\n"));
        Files.writeString(file, sections);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--controls", file.toString(), "--csv", csv.toString()));
        arguments.addAll(List.of("--db-url", server.url(), "--user", server.user()));
        arguments.addAll(List.of("--password", server.password()));
        assertEquals(
                0,
                Backtest.run(arguments, Map.of(), out, out),
                () -> told.toString(StandardCharsets.UTF_8));
        Map<String, Reason> changes = new HashMap<>();
        for (String line : Files.readAllLines(csv).stream().skip(1).toList()) {
            String[] fields = line.split(",");
            changes.put(fields[0], Reason.valueOf(fields[9]));
        }
        return changes;
    }

    private static Map<String, String> controls(Random random) {
        Map<String, String> controls = new HashMap<>();
        for (String scope : SCOPES) {
            if (random.nextInt(2) == 0) {
                controls.put(scope, rules(random));
            }
        }
        controls.putIfAbsent("card 1", rules(random));
        return controls;
    }

    private static String rules(Random random) {
        List<String> rules = new ArrayList<>();
        String[] heads = {
            "limit transaction",
            "limit amount day",
            "limit amount lifetime",
            "limit amount rolling 24h",
            "limit count month",
            "limit count rolling 90m"
        };
        for (String head : heads) {
            if (random.nextInt(3) == 0) {
                boolean isOfCount = head.contains("count");
                rules.add(head + " " + (isOfCount ? random.nextInt(15) : random.nextInt(6_000)));
            }
        }
        if (random.nextInt(4) == 0) {
            rules.add("deny merchant M2");
        }
        return String.join("\n", rules);
    }

    private static List<Step> steps(Random random, boolean withRejections) {
        List<Step> steps = new ArrayList<>();
        for (int story = 0; story < STORIES; story++) {
            int card = random.nextInt(2);
            Sent first =
                    Sent.purchase(new PanToken(1, 1), 1 + random.nextInt(900))
                            .withMerchant(random.nextInt(4) == 0 ? "M2" : "M1");
            if (random.nextInt(4) == 0) {
                first = first.withMti("0200");
            }
            steps.add(new Step(card, first, false));
            if (withRejections && random.nextInt(8) == 0) {
                steps.add(new Step(card, first, true));
            }
            for (int more = random.nextInt(4); more > 0; more--) {
                steps.add(new Step(card, later(random, first), false));
            }
        }
        // Stories cross each other, each in its own order.
        for (int i = 0; i < steps.size() * 3; i++) {
            int at = random.nextInt(steps.size() - 1);
            if (steps.get(at).card() != steps.get(at + 1).card()) {
                Collections.swap(steps, at, at + 1);
            }
        }
        return steps;
    }

    private static Sent later(Random random, Sent first) {
        long some = 1 + random.nextLong(900);
        return switch (random.nextInt(6)) {
            case 0 -> first.reversal();
            case 1 -> first.reversalTo(some);
            case 2 -> first.advice(some);
            case 3 -> first.advice(some).withMti("0220");
            case 4 -> first.reversalTo(some).withMti("0420");
            default -> first.increment(some);
        };
    }
}
