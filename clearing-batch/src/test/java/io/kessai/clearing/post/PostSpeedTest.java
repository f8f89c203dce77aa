package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.clearing.run.Pace;
import io.kessai.clearing.run.Shard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints how fast presentments are posted; asserts only that the books are right. {@code
 * -Dkessai.post.records} sets the size (five to an account), {@code -Dkessai.post.shards} and
 * {@code -Dkessai.post.chunk} the rest.
 */
@Tag("slow")
@Tag("database")
class PostSpeedTest {

    private static final int RECORDS = Integer.getInteger("kessai.post.records", 20_000);
    private static final int SHARDS = Integer.getInteger("kessai.post.shards", 2);
    private static final int CHUNK = Integer.getInteger("kessai.post.chunk", 500);

    @Test
    void presentments_are_posted_and_the_books_are_right() throws Exception {
        int accounts = RECORDS / 5;
        try (NightBooks books = new NightBooks(accounts)) {
            books.authorize(1, RECORDS, accounts, 1000);
            books.present(1, RECORDS, accounts, 1000);
            books.run("vacuum analyze");
            long start = System.nanoTime();
            long records = post(books);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "posted %,d presentments in %.1f s (%,.0f/s) by %d shards, chunks of %d%n",
                    records, seconds, records / seconds, SHARDS, CHUNK);
            assertEquals(RECORDS, records);
            assertEquals(List.of(), books.broken());
        }
    }

    private static long post(NightBooks books) throws Exception {
        Post post =
                new Post(
                        books.batch(),
                        new PostSettings(CHUNK, Duration.ofSeconds(5)),
                        NightBooks.NO_TOLERANCE);
        try (ExecutorService threads = Executors.newFixedThreadPool(SHARDS)) {
            List<Callable<Long>> shards =
                    IntStream.range(0, SHARDS)
                            .mapToObj(i -> shard(post, new Shard(i, SHARDS)))
                            .toList();
            long records = 0;
            for (Future<Long> shard : threads.invokeAll(shards)) {
                records += shard.get();
            }
            return records;
        }
    }

    private static Callable<Long> shard(Post post, Shard shard) {
        return () -> {
            long[] last = {System.nanoTime()};
            long[] worst = {0};
            PostCounters counters =
                    post.run(
                            1,
                            shard,
                            records -> {
                                long now = System.nanoTime();
                                worst[0] = Math.max(worst[0], now - last[0]);
                                last[0] = now;
                            },
                            Pace.full());
            System.out.printf(
                    "shard %d: %d transactions, the longest %.0f ms%n",
                    shard.index(), counters.transactions(), worst[0] / 1e6);
            return counters.records();
        };
    }
}
