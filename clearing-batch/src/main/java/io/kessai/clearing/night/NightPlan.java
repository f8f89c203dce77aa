package io.kessai.clearing.night;

import io.kessai.clearing.run.StepName;
import java.util.List;
import java.util.stream.Stream;

/**
 * The phases of a night, one after the other. Pure.
 *
 * <p>All files are matched before any is booked: what matching finds depends on the matches of
 * other files, never on what was booked of them.
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
        return new NightPlan(
                Stream.<Phase>of(
                                new Phase.Delivered(deliveries),
                                new Phase.LeftToIngest(),
                                new Phase.InShards(StepName.RECONCILE, shards),
                                new Phase.InShards(StepName.POST, shards),
                                new Phase.LeftToPost(),
                                new Phase.Expiry(),
                                new Phase.Reports())
                        .filter(phase -> phase.step().compareTo(from) >= 0)
                        .toList());
    }

    /** The words of every command, in order. */
    public List<List<String>> commands() {
        return phases.stream().flatMap(phase -> phase.commands().stream()).toList();
    }
}
