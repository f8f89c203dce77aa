package io.kessai.clearing.post;

/** Told how far {@code post} got. */
@FunctionalInterface
public interface PostProgress {

    /** Nobody looks. */
    PostProgress UNSEEN = records -> {};

    /**
     * After each commit, by the thread that posts. What it throws ends the run; what was committed
     * stays.
     *
     * @param records booked by this transaction
     */
    void committed(long records);
}
