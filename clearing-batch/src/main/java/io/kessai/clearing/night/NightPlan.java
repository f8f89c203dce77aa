package io.kessai.clearing.night;

import io.kessai.clearing.run.StepName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The phases of a night, one after the other. Pure.
 *
 * <p>All files are matched before any is booked: what matching finds depends on the matches of the
 * files before.
 */
public record NightPlan(List<Phase> phases) {

    public NightPlan {
        phases = List.copyOf(phases);
    }

    /**
     * @param deliveries what is to be received, by the names that the inbox has
     * @param shards in how many parts accounts are worked on, from 1
     * @param from the stage to begin with; {@code RECEIVE} and {@code INGEST} are the whole night
     */
    public static NightPlan of(List<String> deliveries, int shards, StepName from) {
        return from(
                from,
                new Phase.Received(Optional.empty()),
                new Phase.Delivered(deliveries),
                new Phase.LeftToIngest(),
                new Phase.InShards(StepName.RECONCILE, shards),
                new Phase.InShards(StepName.POST, shards),
                new Phase.LeftToPost(),
                new Phase.Expiry(),
                new Phase.Reports());
    }

    /**
     * One delivery alone, with whatever else is accepted and not booked. No hold expires: other
     * deliveries may wait.
     *
     * @param delivery by the name that the inbox has
     * @param shards as {@link #of}
     * @param from likewise
     */
    public static NightPlan ofOne(String delivery, int shards, StepName from) {
        return from(
                from,
                new Phase.Received(Optional.of(delivery)),
                new Phase.Delivered(List.of(delivery)),
                new Phase.InShards(StepName.RECONCILE, shards),
                new Phase.InShards(StepName.POST, shards),
                new Phase.LeftToPost(),
                new Phase.Reports());
    }

    private static NightPlan from(StepName from, Phase... phases) {
        return new NightPlan(
                Stream.of(phases)
                        .filter(phase -> isWhole(from) || phase.step().compareTo(from) >= 0)
                        .toList());
    }

    /** Whether a night from that step is all of it. */
    public static boolean isWhole(StepName from) {
        return from.compareTo(StepName.INGEST) <= 0;
    }

    /** The words of every command, in order. */
    public List<List<String>> commands() {
        return phases.stream().flatMap(phase -> phase.commands().stream()).toList();
    }
}
