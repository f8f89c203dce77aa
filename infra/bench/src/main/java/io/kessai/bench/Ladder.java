package io.kessai.bench;

import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rising rates, at each of which every contestant that is not out has its turn, and another one
 * where it falls behind. Whoever did both times at two rates one after the other is out: a disk
 * that stands still may take both turns at one. Prints as it goes.
 */
final class Ladder {
    private static final int LOST_RATES = 2;

    private final Contest contest;
    private final List<Contestant> contestants;
    private final List<Step> steps = new ArrayList<>();

    /**
     * What a contestant did at a rate.
     *
     * @param costs of a message; all zero where nothing was answered
     */
    record Step(Contestant contestant, int rate, Rung rung, Costs.PerMessage costs) {}

    Ladder(Contest contest, List<Contestant> contestants) {
        this.contest = contest;
        this.contestants = List.copyOf(contestants);
    }

    /** Goes on until all are out or there is no higher rate. */
    void climb(List<Integer> rates, int seconds) throws IOException, InterruptedException {
        System.out.println(indent("") + Rung.header());
        Map<Contestant, Integer> lostInARow = new HashMap<>();
        for (int i = 0; i < rates.size(); i++) {
            for (int turn = 0; turn < contestants.size(); turn++) {
                // Who begins changes: the machine may be busier now than a moment later.
                Contestant next = contestants.get((i + turn) % contestants.size());
                int lost = lostInARow.getOrDefault(next, 0);
                if (lost < LOST_RATES) {
                    boolean isHeld = isHeld(next, rates.get(i), seconds);
                    lostInARow.put(next, isHeld ? 0 : lost + 1);
                }
            }
        }
    }

    /** Keeps the last turn: a second one is for who fell behind in the first. */
    private boolean isHeld(Contestant contestant, int rate, int seconds)
            throws IOException, InterruptedException {
        Step step = step(contestant, rate, seconds);
        if (!step.rung.isCarried()) {
            step = step(contestant, rate, seconds);
        }
        steps.add(step);
        return step.rung.isCarried();
    }

    private Step step(Contestant contestant, int rate, int seconds)
            throws IOException, InterruptedException {
        Costs before = contest.costs(contestant);
        Rung rung = contest.run(contestant, new Pace.Rate(rate), seconds);
        System.out.println(indent(contestant.name()) + rung.line());
        Costs.PerMessage costs =
                contest.costs(contestant).since(before, Math.max(1, rung.durable()));
        return new Step(contestant, rate, rung, costs);
    }

    private static String indent(String name) {
        return String.format(Locale.ROOT, "%-26s", name);
    }

    /** In the order of their rates. */
    List<Step> steps(Contestant contestant) {
        return steps.stream().filter(step -> step.contestant.equals(contestant)).toList();
    }

    /** The highest rate that was kept up with; 0 where none was. */
    double carriedPerSecond(Contestant contestant) {
        return steps(contestant).stream()
                .filter(step -> step.rung.isCarried())
                .mapToDouble(step -> step.rung.durablePerSecond())
                .max()
                .orElse(0);
    }

    /** The highest rate that was held within a p99 of so many milliseconds; 0 where none was. */
    double heldPerSecond(Contestant contestant, double p99Millis) {
        return steps(contestant).stream()
                .filter(step -> step.rung.isHeldWithin(p99Millis))
                .mapToDouble(step -> step.rung.durablePerSecond())
                .max()
                .orElse(0);
    }
}
