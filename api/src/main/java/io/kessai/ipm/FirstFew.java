package io.kessai.ipm;

import java.util.ArrayList;
import java.util.List;

/** Counts what it is given and keeps the first hundred, however bad a file is. */
final class FirstFew<T> {
    private static final int KEPT = 100;

    private final List<T> kept = new ArrayList<>();
    private long count;

    void add(T item) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(item);
        }
    }

    List<T> kept() {
        return List.copyOf(kept);
    }

    long count() {
        return count;
    }
}
