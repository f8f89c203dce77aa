package io.kessai.authorization.decide;

import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.ControlsError;
import io.kessai.domain.controls.Period;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Controls and usage in words, several divided by {@code &}.
 *
 * <ul>
 *   <li>controls: {@code [shadow ]card: RULE, RULE}; ids count from 1
 *   <li>usage: {@code card 2026-11-21 month 900/2/300/1}: amount, count, and the same of cash, in
 *       that window and the longer ones of that date; more windows behind it
 *   <li>rolling: {@code card 24h 900/2/300/1}
 * </ul>
 */
final class ControlWords {

    private ControlWords() {}

    static Controls controls(Words words) {
        return new Controls(
                sets(words), usage(words, "card"), usage(words, "account"), rolling(words));
    }

    private static List<String> parts(Words words, String key) {
        return words.maybe(key).map(text -> List.of(text.split(" & "))).orElse(List.of());
    }

    private static List<ControlSet> sets(Words words) {
        List<ControlSet> sets = new ArrayList<>();
        for (String part : parts(words, "controls")) {
            String[] sides = part.split(": ", 2);
            boolean isShadow = sides[0].startsWith("shadow ");
            sets.add(
                    new ControlSet(
                            sets.size() + 1,
                            ControlScope.ofWord(sides[0].replace("shadow ", "")).orElseThrow(),
                            isShadow ? ControlState.SHADOW : ControlState.ENFORCED,
                            rules(sides[1].replace(", ", "\n"))));
        }
        return sets;
    }

    private static ControlRules rules(String text) {
        return switch (ControlRules.parse(text)) {
            case ControlRules rules -> rules;
            case ControlsError error -> throw new IllegalArgumentException(text + ": " + error);
        };
    }

    private static Optional<Usage> usage(Words words, String scope) {
        for (String part : parts(words, "usage")) {
            String[] said = part.split(" ");
            if (said[0].equals(scope)) {
                List<Spent> windows = new ArrayList<>(Usage.none(LocalDate.EPOCH).windows());
                for (int i = 2; i < said.length; i += 2) {
                    int first = Period.ofWord(said[i]).orElseThrow().ordinal();
                    for (int longer = first; longer < windows.size(); longer++) {
                        windows.set(longer, spent(said[i + 1]));
                    }
                }
                return Optional.of(new Usage(LocalDate.parse(said[1]), windows));
            }
        }
        return Optional.empty();
    }

    private static List<RollingUsage> rolling(Words words) {
        List<RollingUsage> sums = new ArrayList<>();
        for (String part : parts(words, "rolling")) {
            String[] said = part.split(" ");
            sums.add(
                    new RollingUsage(
                            said[0].equals("card"),
                            new Window.Rolling(Duration.parse("PT" + said[1])),
                            spent(said[2])));
        }
        return sums;
    }

    private static Spent spent(String text) {
        String[] numbers = (text + "/0/0").split("/");
        return new Spent(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }
}
