package io.kessai.bench;

import io.kessai.bench.profile.Jcmd;
import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What the JVM of a server says of itself.
 *
 * @param heapBytes in use, garbage included
 * @param directBytes of buffers outside of the heap
 * @param gcPauseMaxMillis the longest of the last minutes
 */
record JvmState(long heapBytes, long directBytes, int threads, double gcPauseMaxMillis) {

    static JvmState of(BenchSystem system) throws IOException, InterruptedException {
        String metrics = system.metrics();
        return new JvmState(
                (long) sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
                (long) sum(metrics, "jvm_buffer_memory_used_bytes"),
                (int) sum(metrics, "jvm_threads_live_threads"),
                max(metrics, "jvm_gc_pause_seconds_max") * 1e3);
    }

    /** The same after a full collection. */
    static JvmState collected(BenchSystem system) throws IOException, InterruptedException {
        Jcmd.run(system.serverProcessIds().getFirst(), "GC.run");
        return of(system);
    }

    private static List<Double> values(String metrics, String start) {
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static double sum(String metrics, String start) {
        return values(metrics, start).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double max(String metrics, String start) {
        return values(metrics, start).stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    List<String> cells() {
        return List.of(
                String.format(Locale.ROOT, "%.0f", heapBytes / 1e6),
                String.format(Locale.ROOT, "%.1f", directBytes / 1e6),
                String.valueOf(threads),
                String.format(Locale.ROOT, "%.0f", gcPauseMaxMillis));
    }
}
