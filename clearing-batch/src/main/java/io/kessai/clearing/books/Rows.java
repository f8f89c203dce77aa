package io.kessai.clearing.books;

/** Asserts how many rows a statement wrote. */
public final class Rows {

    private Rows() {}

    /**
     * @throws IllegalStateException if these differ: a row was not there, or there twice
     */
    public static void require(int expected, int written) {
        if (written != expected) {
            throw new IllegalStateException(
                    "expected to write " + expected + " rows, wrote " + written);
        }
    }
}
