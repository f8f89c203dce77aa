package io.kessai.clearing.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the shards of a file at the same time, a thread each. */
public final class Shards {
    private Shards() {}

    /** What is done on one shard, by a thread of its own. */
    @FunctionalInterface
    public interface Work {
        Counters run(Shard shard) throws SQLException;
    }

    /**
     * Waits until all shards have ended, and adds up what they did.
     *
     * @throws SQLException what the first shard that failed threw, as are unchecked exceptions; the
     *     others have been let run to their end
     */
    public static Counters each(int count, Work work) throws SQLException {
        List<Future<Counters>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int i = 0; i < count; i++) {
                Shard shard = new Shard(i, count);
                running.add(threads.submit(() -> work.run(shard)));
            }
        }
        Counters all = new Counters();
        for (Future<Counters> shard : running) {
            all.addAll(result(shard));
        }
        return all;
    }

    private static Counters result(Future<Counters> shard) throws SQLException {
        try {
            return shard.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
