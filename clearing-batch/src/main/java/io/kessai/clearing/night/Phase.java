package io.kessai.clearing.night;

import io.kessai.clearing.run.Shard;
import io.kessai.clearing.run.StepName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Commands of a night that may run at the same time. The next phase begins when all of them have
 * ended.
 */
public sealed interface Phase {

    /** The stage that its commands are of, and by which a night can be begun. */
    StepName step();

    /** The words of each command, without where things are and for which date. */
    List<List<String>> commands();

    /**
     * What lies in the inbox is taken, in the order of names: so files get their numbers.
     *
     * @param only the one delivery that is; empty for all
     */
    record Received(Optional<String> only) implements Phase {

        @Override
        public StepName step() {
            return StepName.RECEIVE;
        }

        @Override
        public List<List<String>> commands() {
            return List.of(
                    only.map(name -> List.of("receive", "--input-file", name, "--refused-is-done"))
                            .orElse(List.of("receive", "--refused-is-done")));
        }
    }

    /**
     * Each delivery is decided; the state machine does several at once.
     *
     * @param names as the inbox had them
     */
    record Delivered(List<String> names) implements Phase {

        public Delivered {
            names = List.copyOf(names);
        }

        @Override
        public StepName step() {
            return StepName.INGEST;
        }

        @Override
        public List<List<String>> commands() {
            return names.stream()
                    .map(name -> List.of("ingest", "--input-file", name, "--refused-is-done"))
                    .toList();
        }
    }

    /** What an earlier night has received and not ingested. */
    record LeftToIngest() implements Phase {

        @Override
        public StepName step() {
            return StepName.INGEST;
        }

        @Override
        public List<List<String>> commands() {
            return List.of(List.of("ingest", "--refused-is-done"));
        }
    }

    /**
     * Every accepted file that is not booked is matched or booked.
     *
     * @param step {@code RECONCILE} or {@code POST}
     * @param shards in how many parts at once, from 1
     */
    record InShards(StepName step, int shards) implements Phase {

        @Override
        public List<List<String>> commands() {
            return IntStream.range(0, shards)
                    .mapToObj(i -> new Shard(i, shards))
                    .map(shard -> List.of(step.command(), "--shard", shard.toString()))
                    .toList();
        }
    }

    /** Fails where a record was not matched, links what came late: once all shards are booked. */
    record LeftToPost() implements Phase {

        @Override
        public StepName step() {
            return StepName.POST;
        }

        @Override
        public List<List<String>> commands() {
            return alone(step());
        }
    }

    /** What was held for too long is given back. */
    record Expiry() implements Phase {

        @Override
        public StepName step() {
            return StepName.EXPIRE_HOLDS;
        }

        @Override
        public List<List<String>> commands() {
            return alone(step());
        }
    }

    /** What came of it is written down. */
    record Reports() implements Phase {

        @Override
        public StepName step() {
            return StepName.REPORT;
        }

        @Override
        public List<List<String>> commands() {
            return alone(step());
        }
    }

    private static List<List<String>> alone(StepName step) {
        return List.of(List.of(step.command()));
    }
}
