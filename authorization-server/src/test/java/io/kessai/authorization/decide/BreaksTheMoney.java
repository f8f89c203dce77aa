package io.kessai.authorization.decide;

/** Calculates with floating point: ArchitectureTest sees each place found. */
public final class BreaksTheMoney {
    double rate;
    Float boxed = 1F;

    static long halved(long amount) {
        return (long) (amount * 0.5);
    }

    static long rounded(long amount) {
        return Math.round((float) amount);
    }

    static void taken(double[] amounts) {}

    static long exact(long amount) {
        return amount / 2;
    }
}
